"""A planner moves a visit: with a reason that only staff read, and words to the resident that we moved it."""

import pytest

from appointments.models import Booking
from repairs.log.models import Appointment, CallBack, Event, Message, Repair, WorksOrder, WorksOrderChange
from tests.conftest import NOW
from tests.contact_centre.planning.planner import Planner
from tests.contact_centre.planning.test_find_time import AFTERNOON, MORNING, WHEN, find
from tests.log.builders import booked
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("northmere")

WHY = "The van has broken down"


def moves(repair: Repair, time: str = MORNING) -> Planner:
    planner = find(Planner().opens(repair), time)
    planner.types(why=WHY).presses("Move the visit")
    return planner


def test_a_planner_moves_a_visit_and_says_why() -> None:
    repair = booked()
    planner = moves(repair)
    assert f"We come on {WHEN}" in planner.says
    event = Event.objects.get(kind="moved")
    assert (event.staff, event.detail["by"], event.detail["why"]) == (planner.user, "a planner", WHY)
    assert sorted(Booking.objects.values_list("state", flat=True)) == ["booked", "cancelled"]
    assert Message.objects.filter(kind="moved", state="waiting", version=1).exists()


def test_the_resident_reads_that_we_moved_it_and_not_why() -> None:
    repair = booked()
    moves(repair)
    resident = opened(repair)
    assert "We changed the time of the visit" in resident.says
    page = resident.response.content.decode()
    assert WHY not in page
    assert "pat" not in resident.says.split()


def test_the_housing_system_hears_the_time_and_not_why() -> None:
    repair = booked()
    WorksOrder.objects.update(state="sent", attempts=1, hms_number="W1", message={})
    moves(repair)
    told = str(WorksOrderChange.objects.get().message)
    assert "2026-03-06" in told
    assert WHY not in told


def test_without_a_reason_nothing_moves_and_the_time_stays_selected() -> None:
    planner = find(Planner().opens(booked()), MORNING)
    planner.presses("Move the visit")
    assert planner.error == "Enter why we move the visit"
    assert planner.chosen()[0].startswith(MORNING)
    assert Appointment.objects.get().version == 0


def test_a_planner_moves_a_visit_when_residents_cannot_any_more(clock: object) -> None:
    repair = booked()
    Appointment.objects.update(day=NOW.date())
    moves(repair)
    assert str(Appointment.objects.get()) == "06 March 2026 08:00 to 12:00"


def test_whoever_gets_no_messages_is_rung() -> None:
    repair = booked()
    Repair.objects.update(tell_by="phone")
    moves(repair)
    assert CallBack.objects.get().to_tell == f"We come on {WHEN}."


def test_whoever_asked_for_a_sooner_time_is_offered_sooner_ones() -> None:
    repair = booked(wants_sooner=True)
    Appointment.objects.update(day="2026-03-20")
    planner = Planner()
    planner.goes_to("/staff/planning/to-book/?sooner=yes")
    assert "Wants a sooner time" in planner.says
    planner.follows(repair.reference)
    planner.follows("Show only sooner times")
    assert "Only times before the visit that there is" in planner.says
    find(planner, AFTERNOON).types(why=WHY).presses("Move the visit")
    assert str(Appointment.objects.get()) == "06 March 2026 12:00 to 16:00"


def test_a_resident_who_was_quicker_is_not_moved_again() -> None:
    repair = booked()
    planner = find(Planner().opens(repair), MORNING)
    Appointment.objects.update(version=1)
    planner.types(why=WHY).presses("Move the visit")
    assert "Somebody else has changed the visit" in planner.error
    assert planner.value_of("why") == WHY
