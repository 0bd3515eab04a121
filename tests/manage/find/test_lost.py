"""Somebody who has lost their reference is sent their repairs, where we know them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from repairs.log.links import link_of
from repairs.log.lost_references import answer_lost_references
from repairs.log.models import LostReference, Message, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.tasks import send_references
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.log.builders import ADA, booked, without_a_time

pytestmark = pytest.mark.usefixtures("outside")


def asks(contact: str) -> Resident:
    somebody = Resident()
    somebody.goes_to("/find/")
    somebody.follows("I have lost my reference")
    somebody.types(contact=contact).presses()
    return somebody


def sent(notify: FakeMessageGateway) -> list[str]:
    """What was sent because of it."""
    sweep()
    before = len(notify.messages)
    send_references()
    sweep()
    return [f"{one.to} {one.subject} {one.body}" for one in notify.messages[before:]]


@pytest.mark.parametrize("typed", ["07700 900123", "+447700900123", " 07700900123 ", "Ada@Example.com"])
def test_a_link_to_all_of_them_goes_to_the_contact_on_file(
    northmere: None, notify: FakeMessageGateway, typed: str
) -> None:
    first, second = booked(), without_a_time(title="Leak from a roof")
    other = booked(contact=replace(ADA, phone="07700 900999", email="other@example.com"))
    assert asks(typed).heading == "Look at your messages"
    [message] = sent(notify)
    assert message.startswith(("07700 900123", "ada@example.com"))
    reader = Resident()
    reader.goes_to(re.findall(r"\S+/r/\w+", message)[0])
    assert reader.heading == "See your repairs"
    reader.presses("See my repairs")
    assert reader.url == "/find/mine/"
    assert first.reference in reader.says
    assert second.reference in reader.says
    assert other.reference not in reader.says
    reader.follows("Leak from a roof")
    assert second.reference in reader.heading


def test_an_email_lists_them(northmere: None, notify: FakeMessageGateway) -> None:
    repairs = [booked(), without_a_time()]
    asks("ada@example.com")
    [message] = sent(notify)
    assert all(repair.reference in message and repair.title in message for repair in repairs)
    assert "Test Street" not in message


def test_who_is_not_on_file_reads_the_same_and_is_sent_nothing(northmere: None, notify: FakeMessageGateway) -> None:
    booked()
    known, unknown = asks("07700 900123"), asks("07700 900124")
    assert known.says == unknown.says
    assert len(sent(notify)) == 1
    assert not LostReference.objects.exists()


@pytest.mark.parametrize(
    ("change", "is_listed"),
    [
        ({"reported_at": NOW - timedelta(days=400)}, True),
        ({"reported_at": NOW - timedelta(days=400), "cancelled_at": NOW}, False),
        ({"cancelled_at": NOW}, True),
    ],
)
def test_open_ones_and_those_of_the_last_year(
    northmere: None, notify: FakeMessageGateway, change: dict[str, object], is_listed: bool
) -> None:
    booked()
    Repair.objects.update(**change)
    asks("07700 900123")
    assert bool(sent(notify)) is is_listed


def test_the_link_works_for_a_day(northmere: None, notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    booked()
    asks("07700 900123")
    link = re.findall(r"\S+/r/\w+", sent(notify)[0])[0]
    clock.shift(timedelta(days=1))
    reader = Resident()
    reader.goes_to(link)
    assert reader.heading == "This link does not work"
    assert reader.response.status_code == 404


@pytest.mark.parametrize("typed", ["", "01632 960001", "no", "a@b", "\x00", "+33 6 12 34 56 78", "@" * 5000])
def test_what_is_no_contact_is_said(northmere: None, typed: str) -> None:
    assert asks(typed).error.startswith("Enter a UK mobile number or an email address")


def test_three_an_hour_known_or_not(northmere: None) -> None:
    booked()
    for contact in ("07700 900123", "07700 900124"):
        assert [asks(contact).response.status_code for _ in range(4)] == [200, 200, 200, 429]


def test_two_workers_send_one(northmere: None) -> None:
    booked()
    asks("07700 900123")
    waiting = list(LostReference.objects.all())
    assert [answer_lost_references(NOW), answer_lost_references(NOW)] == [1, 0]
    assert len(waiting) == Message.objects.filter(kind="my-repairs").count() == 1


def test_without_a_repair_open_here_the_list_says_so(northmere: None) -> None:
    somebody = Resident()
    somebody.goes_to("/find/mine/")
    assert "No repair is open on this phone or computer" in somebody.says


def test_on_a_phone_that_others_use_they_are_closed_at_one_press(repair: Repair) -> None:
    somebody = Resident()
    somebody.goes_to(link_of(repair).removeprefix("http://testserver"))
    somebody.presses("See my repair")
    somebody.follows("Close your repairs on it")
    somebody.presses("Close my repairs here")
    assert "No repair is open on this phone or computer" in somebody.says
    assert somebody.client.get(f"/repair/{repair.reference}/").status_code == 404
