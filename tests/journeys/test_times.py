"""Choosing a time, and what happens when none suits or the time has gone."""

from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest
import time_machine

from appointments.diary import DiaryDown
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from repairs.log.models import CallBack, Repair, WorksOrder
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
from tests.parsed_page import text


@pytest.fixture
def at_slot(resident: Resident) -> Resident:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()
    return resident


def day_fieldsets(resident: Resident) -> list[Element]:
    """The fieldsets inside the fieldset of the question."""
    return [inner for outer in resident.page.all("fieldset") for inner in outer.iter("fieldset") if inner is not outer]


def days(resident: Resident) -> list[str]:
    return [text(one[0]) for one in day_fieldsets(resident) if one[0].tag == "legend"]


def test_times_are_grouped_by_day_with_the_soonest_first(at_slot: Resident) -> None:
    assert at_slot.heading == "When can we come?"
    assert days(at_slot) == ["Thursday 5 March 2026"]
    assert at_slot.options[0] == "8am to midday, Thursday 5 March 2026"
    assert "We aim to finish this repair by Thursday 5 March 2026" in at_slot.says


def test_each_time_is_under_the_legend_of_its_own_day(at_slot: Resident) -> None:
    at_slot.follows("Dates after")
    assert len(days(at_slot)) == 5
    for day in day_fieldsets(at_slot):
        names = [text(label) for label in day.iter("label")]
        assert names
        assert all(name.endswith(f", {text(day[0])}") for name in names)
    assert "None of these suit me" not in "".join(text(day) for day in day_fieldsets(at_slot))


def test_later_dates_can_be_seen_chosen_and_left_again(at_slot: Resident) -> None:
    first = days(at_slot)
    at_slot.follows("Dates after Thursday 5 March 2026")
    later = days(at_slot)
    assert later[0] == "Friday 6 March 2026"
    assert "These times are after Thursday 5 March 2026, when we aim to finish" in at_slot.says
    assert len(later) == 5
    assert not set(first) & set(later)
    chosen = takes_first_time(at_slot)
    gives_contact(at_slot)
    assert chosen.split(", ")[1].split(" (")[0] in at_slot.says
    at_slot.changes("the appointment")
    assert days(at_slot) == later
    at_slot.follows("Earlier dates")
    assert days(at_slot) == first


def test_nothing_free_in_time_is_said(at_slot: Resident) -> None:
    Place.objects.filter(day="2026-03-05").update(closed=True)
    at_slot.goes_to(at_slot.url)
    assert "We have no time free by Thursday 5 March 2026, when we aim to finish" in at_slot.says
    at_slot.chooses(at_slot.options[0], "Tell me if a sooner time comes up").presses()
    gives_contact(at_slot)
    assert "The time that you chose is later" in at_slot.says
    assert "Tell me if a sooner time comes up" in at_slot.says
    at_slot.presses("Send report")
    assert "The time that you chose is later" in at_slot.says
    assert "We will tell you if a sooner time comes up" in at_slot.says
    assert Repair.objects.get().wants_sooner


def test_none_of_these_suit_me_is_kept_and_rung_about(at_slot: Resident) -> None:
    at_slot.answers("None of these suit me")
    at_slot.answers("Monday to Friday evenings", "Saturday mornings")
    gives_contact(at_slot)
    at_slot.presses("Send report")
    assert CallBack.objects.get().reason == "no-slot"
    assert Repair.objects.get().preferred_times == ["weekday evenings", "Saturday mornings"]
    assert WorksOrder.objects.count() == 1
    assert not Booking.objects.exists()


def test_nothing_free_is_no_dead_end(at_slot: Resident) -> None:
    Place.objects.update(closed=True)
    at_slot.goes_to(at_slot.url)
    assert at_slot.heading == "We will agree a time with you"
    at_slot.presses()
    assert at_slot.heading == "When could someone be in?"


def test_a_diary_that_is_down_is_no_dead_end(at_slot: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: object, **options: object) -> None:
        raise DiaryDown

    monkeypatch.setattr(LocalDiary, "offer", down)
    at_slot.goes_to(at_slot.url)
    assert "We cannot show you times right now" in at_slot.says
    at_slot.presses()
    assert at_slot.heading == "When could someone be in?"


def test_a_time_must_be_chosen_or_refused(at_slot: Resident) -> None:
    at_slot.presses()
    assert at_slot.error == "Select a time, or say that none of these suit you"


def test_a_time_that_goes_while_choosing_is_offered_again_without_it(at_slot: Resident) -> None:
    taken = at_slot.options[0]
    at_slot.chooses(taken)
    place = Place.objects.get(pk=at_slot.typed["slot"])
    Place.objects.filter(pk=place.pk).update(booked=place.minutes)
    at_slot.presses()
    assert at_slot.error == "That time has just gone. Select another time"
    assert taken not in at_slot.options


def test_a_chosen_time_is_kept_from_others_for_ten_minutes(at_slot: Resident) -> None:
    takes_first_time(at_slot)
    booking = Booking.objects.get()
    assert booking.held_until == NOW + timedelta(minutes=10)
    assert Place.objects.get(pk=booking.place_id).held == booking.minutes


def test_a_time_that_lapsed_is_taken_again_while_there_is_room(
    resident: Resident, clock: time_machine.Traveller
) -> None:
    reaches_check(resident)
    clock.shift(timedelta(minutes=30))
    resident.presses("Send report")
    assert resident.heading == "We have your report"


def test_a_time_that_lapsed_and_went_is_chosen_anew_with_every_other_answer_kept(
    resident: Resident, clock: time_machine.Traveller
) -> None:
    reaches_check(resident)
    clock.shift(timedelta(minutes=30))
    place = Booking.objects.get().place
    Booking.objects.update(state="lapsed")
    Place.objects.filter(pk=place.pk).update(held=0, booked=place.minutes)
    resident.presses("Send report")
    assert "The time you chose has gone to someone else" in resident.says
    assert not Repair.objects.exists()
    takes_first_time(resident)
    assert resident.heading == "Check your answers"
    assert "Ada Byron" in resident.says
    resident.presses("Send report")
    assert Repair.objects.count() == 1


def test_the_pages_after_it_say_until_when_a_time_is_kept(resident: Resident, clock: time_machine.Traveller) -> None:
    reaches_check(resident)
    assert "for you until 10:10am" in resident.says
    clock.shift(timedelta(minutes=11))
    resident.goes_to(resident.url)
    assert "It may still be free: we look when you send your report" in resident.says
