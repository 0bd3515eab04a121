"""Somebody who has a visit booked reports another problem of the same home."""

import pytest

from appointments.models import Booking, Place
from repairs.log.models import Appointment, Repair
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.journeys.steps import (
    answers_about_home,
    gives_contact,
    gives_home,
    reaches_check,
    takes_first_time,
    tells_of_kitchen_leak,
)

AT_A_VISIT = "Thursday 5 March 2026, 8am to midday, At a visit you already have"


@pytest.fixture
def booked(resident: Resident) -> Resident:
    """Comes on Thursday morning."""
    reaches_check(resident)
    resident.presses("Send report")
    return resident


def reaches_times_again(resident: Resident, home: str = "1 Test Street, Northmere", trade: str = "PL") -> None:
    if trade != "PL":
        Repair.objects.update(trade=None)
    resident.starts()
    resident.answers("None of these")
    gives_home(resident, home)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()


def offers_to_share(resident: Resident) -> bool:
    return any("At a visit you already have" in option for option in resident.options)


def test_the_visit_comes_first_and_its_journey_is_counted_once(booked: Resident) -> None:
    before = Booking.objects.get()
    reaches_times_again(booked)
    assert booked.options[0] == AT_A_VISIT
    assert booked.options.count(AT_A_VISIT) == 1
    assert "8am to midday, Thursday 5 March 2026" not in booked.options
    booked.answers(AT_A_VISIT)
    gives_contact(booked)
    booked.presses("Send report")
    first, second = Booking.objects.order_by("created_at", "booked_at", "pk").exclude(pk=before.pk), before
    (other,) = first
    assert (other.place, other.visit, other.state) == (second.place, second, "booked")
    assert other.minutes == second.minutes - 20
    place = Place.objects.get(pk=second.place_id)
    assert (place.held, place.booked) == (0, second.minutes + other.minutes)
    assert Appointment.objects.values("day", "window").distinct().count() == 1


def test_the_visit_is_offered_where_there_is_no_room_for_another_journey(booked: Resident) -> None:
    visit = Booking.objects.get()
    Place.objects.exclude(pk=visit.place_id).update(closed=True)
    Place.objects.filter(pk=visit.place_id).update(minutes=2 * visit.minutes - 20)
    reaches_times_again(booked)
    assert booked.options == [AT_A_VISIT, "None of these suit me"]
    assert "We have no time free" not in booked.says
    booked.answers(AT_A_VISIT)
    assert booked.heading == "How can we contact you?"


def test_a_visit_that_is_full_is_not_offered(booked: Resident) -> None:
    visit = Booking.objects.get()
    Place.objects.filter(pk=visit.place_id).update(minutes=2 * visit.minutes - 21)
    reaches_times_again(booked)
    assert not offers_to_share(booked)


def test_nobody_else_learns_of_the_visit(booked: Resident) -> None:
    stranger = Resident()
    reaches_times_again(stranger)
    assert not offers_to_share(stranger)


@pytest.mark.parametrize("other", [{"home": "2 Test Street, Northmere"}, {"trade": "EL"}])
def test_another_home_or_trade_is_another_visit(booked: Resident, other: dict[str, str]) -> None:
    reaches_times_again(booked, **other)
    assert not offers_to_share(booked)


@pytest.mark.parametrize("over", ["cancelled_at", "repair__cancel_asked_at"])
def test_a_visit_that_was_cancelled_is_not_offered(booked: Resident, over: str) -> None:
    if over == "cancelled_at":
        Appointment.objects.update(cancelled_at=NOW)
    else:
        Repair.objects.update(cancel_asked_at=NOW)
    reaches_times_again(booked)
    assert not offers_to_share(booked)


def test_when_the_visit_goes_meanwhile_another_time_is_chosen_with_every_answer_kept(booked: Resident) -> None:
    reaches_times_again(booked)
    booked.answers(AT_A_VISIT)
    gives_contact(booked)
    check = booked.url
    booked.goes_to(f"/repair/{Repair.objects.get().reference}/cancel/")
    booked.chooses("I fixed it myself").presses("Cancel this repair")
    booked.goes_to(check)
    booked.presses("Send report")
    assert "The time you chose has gone to someone else" in booked.says
    takes_first_time(booked)
    assert booked.heading == "Check your answers"
    booked.presses("Send report")
    assert Booking.objects.get(state="booked").visit is None
