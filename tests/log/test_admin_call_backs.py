"""Whom staff ring, to look back at: in which order, and with what is known."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from repairs.log.call_backs import note_emergency
from repairs.log.models import CallBack, Repair
from tests.conftest import NOW
from tests.log.builders import an_emergency, booked, without_a_time
from tests.log.staff import list_of, listed, page_of, shown

pytestmark = pytest.mark.usefixtures("northmere")

NEW_DRAFT = UUID("6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10")


def test_those_who_wait_come_first_and_the_oldest_before_the_others(boss: Client) -> None:
    late = without_a_time(NOW - timedelta(days=3)).call_back
    soon, tomorrow = an_emergency().call_back, without_a_time().call_back
    done = without_a_time(NOW - timedelta(days=9)).call_back
    CallBack.objects.filter(pk=done.pk).update(done_at=NOW)
    assert listed(boss, CallBack) == [late, soon, tomorrow]
    assert listed(boss, CallBack, done="overdue") == [late]
    assert listed(boss, CallBack, done="yes") == [done]
    assert listed(boss, CallBack, done="all") == [late, soon, tomorrow, done]


def test_a_row_says_whom_to_ring_what_about_and_whether_it_is_late(boss: Client, clock: time_machine.Traveller) -> None:
    an_emergency()
    page = shown(boss, list_of(CallBack))
    for words in ("Ada Byron", "07700 900123", "Leak that cannot be stopped", "Emergency", "1 Test Street"):
        assert words in page
    assert "Overdue</td>" not in page
    clock.shift(timedelta(minutes=11))
    assert "Overdue</td>" in shown(boss, list_of(CallBack))


def test_an_emergency_that_was_never_sent_says_what_is_known(boss: Client) -> None:
    note_emergency(NEW_DRAFT, home_id=None, answers={"safety": "ceiling"}, problem="Keep out", now=NOW)
    page = shown(boss, page_of(CallBack.objects.get()))
    assert "Are any of these happening? <strong>A ceiling is bulging, sagging or has come down</strong>" in page
    assert "Not given yet" in page


def test_answers_that_no_tree_knows_are_shown_as_they_are(boss: Client) -> None:
    note_emergency(NEW_DRAFT, home_id=None, answers={"old": "thing"}, problem="Keep out", now=NOW)
    assert "old <strong>thing</strong>" in shown(boss, page_of(CallBack.objects.get()))


def test_it_is_worked_on_in_the_list_of_the_contact_centre(boss: Client) -> None:
    without_a_time()
    row = CallBack.objects.get()
    assert f'href="/staff/call-backs/{row.pk}/"' in shown(boss, page_of(row))
    assert boss.post(page_of(row), {"note": "x"}).status_code == 403


@pytest.mark.parametrize("words", ["NM1 2AB", "nm12ab"])
def test_one_is_found_by_the_postcode_of_its_home(boss: Client, words: str) -> None:
    home = Repair.objects.get(pk=booked().pk).home_id
    note_emergency(NEW_DRAFT, home_id=home, answers={"safety": "ceiling"}, problem="Keep out", now=NOW)
    assert listed(boss, CallBack, q=words) == [CallBack.objects.get()]
