"""Repairs as staff see them."""

from datetime import date

import pytest
from django.db.models import Model
from django.test import Client

from appointments.diary.local import LocalDiary
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.models import CallBack, Enquiry, Event, LegalHold, Message, Repair, VisitToPlan, WorksOrder
from repairs.log.reschedule import take_other_time
from repairs.photos.services import add_photo
from tests.conftest import NOW
from tests.log.builders import MENDED_SOON, an_emergency, booked
from tests.log.staff import list_of, listed, page_of, shown
from tests.parsed_page import parsed, text
from tests.photos.albums import upload

pytestmark = pytest.mark.usefixtures("northmere")


def test_a_row_says_what_where_how_urgent_and_when(boss: Client) -> None:
    repair = booked()
    page = text(parsed(shown(boss, list_of(Repair)))[0].root)
    for words in (
        *(repair.reference, "Leak from a water pipe", "1 Test Street, Northmere, NM1 2AB"),
        *("U1 Urgent, 1 working day", "Thu 5 Mar 2026, 11:59pm", "Thu 5 Mar 2026, 8am to midday", "Waiting"),
    ):
        assert words in page


def test_a_repair_is_found_by_reference_or_postcode(boss: Client) -> None:
    mine, other = booked(), booked(home="2 Test Street", postcode="NM5 2TF")
    Repair.objects.filter(pk=other.pk).update(name="Grace Hopper")
    for words in (mine.reference, mine.reference.lower().replace("-", " "), "nm12ab"):
        assert listed(boss, Repair, q=words) == [mine], words
    assert listed(boss, Repair, q="NM9 9XX") == []


@pytest.mark.parametrize("model", [Repair, CallBack, Enquiry, Event, WorksOrder, Message, VisitToPlan, LegalHold])
def test_a_name_is_looked_for_elsewhere_since_it_would_stand_in_the_address(boss: Client, model: type[Model]) -> None:
    booked()
    page = shown(boss, f"{list_of(model)}?q=byron")
    assert "That is not a whole reference or postcode, so nothing is listed" in page
    assert listed(boss, model, q="byron") == []


def test_repairs_are_told_apart_by_priority_ending_and_date(boss: Client) -> None:
    later, urgent = booked(), an_emergency()
    assert listed(boss, Repair, priority__id__exact=str(urgent.priority_id)) == [urgent]
    assert listed(boss, Repair, ending__exact="book") == [later]
    assert listed(boss, Repair, reported_at__gte="2026-03-05T00:00:00Z") == []


def test_a_page_says_what_was_answered_in_words(boss: Client) -> None:
    page = shown(boss, page_of(booked(description="Wet.\n<script>alert(1)</script>")))
    assert "Where is the water? <strong>Kitchen</strong>" in page
    assert "The water is turned off at the stop tap." in page
    assert "Leaking from water or heating pipe, tank or cistern: by Thursday 5 March 2026" in page
    assert "Wet.<br>&lt;script&gt;" in page
    assert "1 x LK-P01" in page
    assert "Thursday 5 March 2026" in page
    assert "Wednesday 4 March 2026 at 10am: Reported" in page


def test_a_page_says_what_was_changed_and_why(boss: Client) -> None:
    repair, diary = booked(), LocalDiary()
    slot = diary.offer(MENDED_SOON, date(2026, 3, 6), date(2026, 3, 6), NOW)[0]
    take_other_time(repair, slot.id, diary, NOW, seen=0)
    cancel_repair(repair, Cancellation(Repair.CancelReason.OTHER, "<b>We move out.</b>"), diary, NOW)
    page = shown(boss, page_of(repair))
    moved = "from Thursday 5 March 2026, 8am to midday to Friday 6 March 2026, 8am to midday, by the resident"
    assert f"Appointment moved {moved}" in page
    assert "Cancelled, visit Friday 6 March 2026, 8am to midday, reason Another reason, by the resident" in page
    assert "Another reason<br>&lt;b&gt;We move out.&lt;/b&gt;" in page
    assert "Cancelled" in shown(boss, list_of(Repair))


def test_its_photos_open_from_the_page(boss: Client) -> None:
    repair = booked()
    add_photo(repair.draft, upload())
    page = shown(boss, page_of(repair))
    addresses = [part.split('"')[0] for part in page.split('href="/photos/link/')[1:]]
    assert len(addresses) == 1
    assert Client().get(f"/photos/link/{addresses[0]}")["Content-Type"] == "image/jpeg"


def test_a_page_works_under_the_content_security_policy(boss: Client) -> None:
    page = shown(boss, page_of(booked()))
    assert "style=" not in page
    assert "<script>" not in page
    assert "img-src 'self'" in boss.get(page_of(Repair.objects.get()))["Content-Security-Policy"]
