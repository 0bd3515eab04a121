"""After its time, nothing of a person is in any table or file. What is counted is still there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from repairs.council.deadlines import LONDON
from repairs.council.models import Council
from repairs.log.enquiries.ask import ask_for_update, complain
from repairs.log.models import CallBack, Enquiry, Event, LegalHold, Message, Repair, WorksOrder, WorksOrderChange
from repairs.photos.models import Photo
from tests.conftest import NOW
from tests.log.builders import booked, without_a_time
from tests.retention.everything import PERSONAL, found_in_files, found_in_tables, is_closed, reports_and_asks

MONTHS_LATER = datetime(2026, 9, 5, 10, tzinfo=LONDON)
"""Six months and a day after everything is closed."""
YEARS_LATER = datetime(2033, 1, 1, 0, 1, tzinfo=LONDON)


def forgets(**options: bool) -> str:
    out = StringIO()
    call_command("forget", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def repair(outside: None) -> Repair:
    repair = reports_and_asks()
    is_closed(repair, NOW)
    return Repair.objects.get()


def test_after_years_nothing_of_a_person_is_left_in_tables_or_files(
    repair: Repair, clock: time_machine.Traveller, photo_folder: Path
) -> None:
    assert {word for word in PERSONAL if found_in_tables([word])} == set(PERSONAL), "or there is nothing to find"
    assert found_in_files(photo_folder)
    reference, draft = repair.reference, str(repair.draft)
    number = WorksOrder.objects.get().hms_number
    clock.move_to(YEARS_LATER)
    forgets()
    outside = [reference, draft, draft.replace("-", ""), number]
    assert found_in_tables([*PERSONAL, *outside]) == []
    assert found_in_files(photo_folder) == []


def test_what_is_counted_is_left(repair: Repair, clock: time_machine.Traveller) -> None:
    counted = ("priority", "trade", "sor", "outcome", "answers", "reported_at", "due_at", "ending", "hazards", "title")
    before, patch = Repair.objects.values(*counted).get(), repair.home and repair.home.patch
    events = list(Event.objects.values_list("kind", "at"))
    clock.move_to(YEARS_LATER)
    forgets()
    assert Repair.objects.values(*counted).get() == before
    assert Repair.objects.get().patch == patch
    assert list(Event.objects.values_list("kind", "at")) == events
    assert Enquiry.objects.filter(answered_at__isnull=False).count() == 1
    assert WorksOrder.objects.get().job_state == "completed"


def test_after_months_nobody_can_be_reached_and_photos_are_gone(
    repair: Repair, clock: time_machine.Traveller, photo_folder: Path
) -> None:
    clock.move_to(MONTHS_LATER)
    forgets()
    reach = ["ada@example.com", "07700 900123", "07700900123", "Bo Lund", "900456", "Mind the dog", "second.jpg"]
    assert found_in_tables(reach, ("homes.", "log.Enquiry")) == []
    assert found_in_files(photo_folder) == []
    assert Repair.objects.get().name == "Ada Byron"
    assert "cupboard" in Repair.objects.get().description


@pytest.mark.parametrize("days", [-2, 1])
def test_details_are_kept_for_six_months_to_the_day(repair: Repair, clock: time_machine.Traveller, days: int) -> None:
    clock.move_to(datetime(2026, 9, 4, 10, 0, tzinfo=LONDON) + timedelta(days=days))
    forgets()
    assert bool(Repair.objects.get().phone) == (days < 0)


def test_a_record_is_kept_to_the_end_of_the_sixth_year(repair: Repair, clock: time_machine.Traveller) -> None:
    clock.move_to(datetime(2032, 12, 31, 23, 59, tzinfo=LONDON))
    forgets()
    assert Repair.objects.get().name == "Ada Byron"


def test_the_council_says_for_how_long(repair: Repair, clock: time_machine.Traveller) -> None:
    Council.objects.update(keep_details_months=1, keep_records_years=1)
    clock.move_to(datetime(2028, 1, 1, 1, tzinfo=LONDON))
    forgets()
    assert Repair.objects.get().forgotten_at


def open_enquiry(repair: Repair) -> None:
    ask_for_update(repair, "", NOW)


def open_complaint(repair: Repair) -> None:
    complain(repair, "", NOW)


def waits_for_a_call(repair: Repair) -> None:
    CallBack.objects.update(done_at=None)


def order_not_delivered(repair: Repair) -> None:
    WorksOrder.objects.update(state="needs-person")


def change_not_delivered(repair: Repair) -> None:
    WorksOrderChange.objects.create(order=WorksOrder.objects.get(), kind="note")


def message_not_delivered(repair: Repair) -> None:
    Message.objects.filter(kind="booked").update(state="needs-person")


def legal_case(repair: Repair) -> None:
    LegalHold.objects.create(repair=repair, reason="Claim 12")


def open_hazard(repair: Repair) -> None:
    Repair.objects.update(hazards=["damp-mould"])
    WorksOrder.objects.update(job_state="follow-on")


OPEN: list[Callable[[Repair], None]] = [
    open_enquiry,
    open_complaint,
    waits_for_a_call,
    order_not_delivered,
    change_not_delivered,
    message_not_delivered,
    legal_case,
    open_hazard,
]


@pytest.mark.parametrize("still", OPEN)
def test_what_is_still_open_is_never_forgotten(
    repair: Repair, clock: time_machine.Traveller, still: Callable[[Repair], None]
) -> None:
    still(repair)
    clock.move_to(YEARS_LATER)
    said = forgets()
    kept = Repair.objects.get()
    assert (kept.name, kept.email, kept.forgotten_at, kept.details_forgotten_at) == (
        *("Ada Byron", "ada@example.com"),
        *(None, None),
    )
    assert len(Photo.objects.kept()) == 2
    assert sum(line.startswith("Kept though") and line.endswith(": 1.") for line in said.splitlines()) == 1


def test_photos_of_a_hazard_are_kept_as_long_as_its_record(repair: Repair, clock: time_machine.Traveller) -> None:
    Repair.objects.update(hazards=["damp-mould"])
    clock.move_to(MONTHS_LATER)
    forgets()
    assert len(Photo.objects.kept()) == 2
    clock.move_to(YEARS_LATER)
    forgets()
    assert not Photo.objects.kept()
    assert found_in_tables(PERSONAL) == []


def test_a_repair_of_which_nothing_is_heard_for_a_year_is_taken_to_be_over(
    northmere: None, clock: time_machine.Traveller
) -> None:
    repair = booked()
    Message.objects.update(state="sent")
    WorksOrder.objects.update(state="sent")
    clock.move_to(datetime(2027, 3, 1, tzinfo=LONDON))
    forgets()
    assert Repair.objects.get(pk=repair.pk).phone
    clock.move_to(datetime(2027, 10, 1, tzinfo=LONDON))
    forgets()
    assert not Repair.objects.get(pk=repair.pk).phone


def test_a_repair_that_was_rung_about_is_over_with_the_call(northmere: None, clock: time_machine.Traveller) -> None:
    without_a_time(to_order=False)
    Message.objects.update(state="sent")
    CallBack.objects.update(done_at=NOW)
    clock.move_to(MONTHS_LATER)
    forgets()
    assert not Repair.objects.get().phone


def test_saying_how_many_forgets_nothing(repair: Repair, clock: time_machine.Traveller) -> None:
    clock.move_to(YEARS_LATER)
    said = forgets(dry_run=True)
    assert "Repairs of which only statistics are left: 1." in said
    assert Repair.objects.get().name == "Ada Byron"


def test_forgetting_again_changes_nothing(repair: Repair, clock: time_machine.Traveller) -> None:
    clock.move_to(YEARS_LATER)
    forgets()
    left = Repair.objects.values().get()
    clock.shift(timedelta(days=1))
    assert "Repairs of which only statistics are left: 0." in forgets()
    assert Repair.objects.values().get() == left
