"""A resident whose council keeps its appointments in a scheduler."""

from dataclasses import dataclass

import pytest
from django.core.cache import caches
from pytest_django import Settings

from appointments.diary.http import HttpDiary
from appointments.scheduler.stub_server import StubScheduler
from appointments.tasks import tell_scheduler
from repairs.log.models import CallBack, Repair
from repairs.report.models import Draft
from repairs.stubs.faults import Fault
from tests.appointments.conftest import PATIENCE, TOKEN
from tests.appointments.scheduler.conftest import until_answered
from tests.journeys.resident import Resident
from tests.journeys.steps import (
    answers_about_home,
    gives_contact,
    gives_home,
    reaches_check,
    takes_first_time,
    tells_of_kitchen_leak,
)

HERE = "tests.appointments.scheduler.test_resident"
NO_TIMES = "We cannot show you times right now"


@dataclass(frozen=True)
class PatientDiary(HttpDiary):
    """For a machine that is busy with tests."""

    patience: float = 60


@dataclass(frozen=True)
class ImpatientDiary(HttpDiary):
    patience: float = PATIENCE


@pytest.fixture
def resident(northmere: None, stub: StubScheduler, stub_url: str, settings: Settings) -> Resident:
    stub.book.usual_minutes = 240
    settings.APPOINTMENTS_DIARY = f"{HERE}.PatientDiary"
    settings.SCHEDULER_URL, settings.SCHEDULER_TOKEN = stub_url, TOKEN
    return Resident()


def reaches_details(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)


def reaches_times(resident: Resident) -> None:
    reaches_details(resident)
    resident.presses()


def sends(resident: Resident) -> Repair:
    resident.presses("Send report")
    return Repair.objects.get()


def test_a_time_is_chosen_held_sent_and_made_firm(resident: Resident, stub: StubScheduler) -> None:
    reaches_check(resident)
    (held,) = stub.book.standing()
    assert held.status == "held"
    repair = sends(resident)
    tell_scheduler()
    (booked,) = stub.book.standing()
    assert booked.status == "booked"
    assert booked.appointment
    told, appointment = booked.appointment, repair.appointment
    assert told.reference == appointment.diary_id
    assert (told.times.day, told.times.name) == (appointment.day, appointment.window)
    assert repair.home
    assert (told.home, told.comments) == (repair.home.uprn, repair.title)


def test_times_are_looked_up_while_the_resident_still_answers(resident: Resident, stub: StubScheduler) -> None:
    reaches_details(resident)
    resident.goes_to(resident.url)
    until_answered()
    stub.faults.always = Fault.ERROR
    resident.presses()
    assert resident.heading == "When can we come?"


@pytest.mark.parametrize(
    "fault", [Fault.SLOW, Fault.ERROR, Fault.MALFORMED, Fault.HTML, Fault.WRONG_TYPES, Fault.DROP, Fault.REFUSE]
)
def test_without_an_answer_the_report_is_sent_and_someone_rings(
    resident: Resident, stub: StubScheduler, settings: Settings, fault: Fault
) -> None:
    settings.APPOINTMENTS_DIARY = f"{HERE}.ImpatientDiary"
    stub.faults.always = fault
    reaches_times(resident)
    assert NO_TIMES in resident.says
    resident.presses()
    resident.answers("Monday to Friday evenings")
    gives_contact(resident)
    sends(resident)
    assert CallBack.objects.get().reason == "no-slot"
    assert stub.book.standing() == []


def test_no_slots_at_all_is_no_dead_end(resident: Resident, stub: StubScheduler) -> None:
    stub.faults.always = Fault.NO_SLOTS
    reaches_times(resident)
    assert resident.heading == "We will agree a time with you"


def test_a_slot_that_goes_while_choosing_is_offered_again(resident: Resident, stub: StubScheduler) -> None:
    reaches_times(resident)
    stub.faults.add([Fault.SLOT_GONE])
    takes_first_time(resident)
    assert resident.error == "That time has just gone. Select another time"
    assert resident.heading == "When can we come?"


@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.ERROR, Fault.HTML, Fault.REFUSE])
def test_when_the_time_cannot_be_held_the_resident_goes_on(
    resident: Resident, stub: StubScheduler, settings: Settings, fault: Fault
) -> None:
    reaches_times(resident)
    settings.APPOINTMENTS_DIARY = f"{HERE}.ImpatientDiary"
    stub.faults.add([fault])
    takes_first_time(resident)
    assert NO_TIMES in resident.says
    resident.presses()
    assert resident.heading == "When could someone be in?"
    assert not Draft.objects.get().hold
    stub.faults.clear()
    caches["shared"].clear()
    tell_scheduler()
    assert stub.book.standing() == []


def has_chosen_and_looks_again(resident: Resident, settings: Settings) -> str:
    """A time is held, and the resident looks for another. Says which time."""
    reaches_times(resident)
    chosen = takes_first_time(resident)
    gives_contact(resident)
    resident.changes("the appointment")
    settings.APPOINTMENTS_DIARY = f"{HERE}.ImpatientDiary"
    caches["shared"].clear()
    time, day = chosen.split(", ")
    return f"{day}, {time}"


@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.ERROR])
def test_a_time_that_was_chosen_stays_while_no_others_can_be_shown(
    resident: Resident, stub: StubScheduler, settings: Settings, fault: Fault
) -> None:
    chosen = has_chosen_and_looks_again(resident, settings)
    stub.faults.always = fault
    resident.goes_to(resident.url)
    assert resident.heading == "We cannot show you other times right now"
    assert resident.options == [f"Keep {chosen}", "None of these suit me"]
    resident.presses()
    assert resident.error == "Select a time, or say that none of these suit you"
    resident.answers(f"Keep {chosen}")
    assert resident.heading == "Check your answers"
    assert all(part in resident.says for part in chosen.split(", "))
    repair = sends(resident)
    stub.faults.clear()
    caches["shared"].clear()
    tell_scheduler()
    (kept,) = stub.book.standing()
    assert kept.appointment
    assert (kept.appointment.reference, kept.status) == (repair.appointment.diary_id, "booked")


@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.ERROR, Fault.SLOT_GONE])
def test_a_time_that_was_chosen_stays_where_another_cannot_be_held(
    resident: Resident, stub: StubScheduler, settings: Settings, fault: Fault
) -> None:
    chosen = has_chosen_and_looks_again(resident, settings)
    settings.APPOINTMENTS_DIARY = f"{HERE}.PatientDiary"
    resident.goes_to(resident.url)
    if fault is not Fault.SLOT_GONE:
        settings.APPOINTMENTS_DIARY = f"{HERE}.ImpatientDiary"
    stub.faults.add([fault])
    resident.answers(resident.options[1])
    stub.faults.clear()
    caches["shared"].clear()
    resident.goes_to(resident.url.replace("/slot/", "/check/"))
    assert all(part in resident.says for part in chosen.split(", "))
    sends(resident)
    tell_scheduler()
    assert [kept.status for kept in stub.book.standing()] == ["booked"]


def test_none_of_these_gives_up_the_time_that_was_chosen(
    resident: Resident, stub: StubScheduler, settings: Settings
) -> None:
    has_chosen_and_looks_again(resident, settings)
    stub.faults.always = Fault.ERROR
    resident.goes_to(resident.url)
    resident.answers("None of these suit me")
    assert resident.heading == "When could someone be in?"
    stub.faults.clear()
    caches["shared"].clear()
    tell_scheduler()
    assert stub.book.standing() == []


def test_whoever_chooses_waits_only_for_the_time_they_choose(resident: Resident, stub: StubScheduler) -> None:
    reaches_times(resident)
    caches["shared"].clear()
    until_answered()
    asked = stub.book.openings
    stub.book.openings = None  # type: ignore[method-assign, assignment]
    takes_first_time(resident)
    stub.book.openings = asked  # type: ignore[method-assign]
    assert resident.heading == "How can we contact you?"


@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.ERROR, Fault.DROP])
def test_a_report_is_sent_while_the_scheduler_is_down(resident: Resident, stub: StubScheduler, fault: Fault) -> None:
    reaches_check(resident)
    stub.faults.always = fault
    repair = sends(resident)
    assert repair.appointment.diary_id
    stub.faults.clear()
    caches["shared"].clear()
    tell_scheduler()
    assert [kept.status for kept in stub.book.standing()] == ["booked"]
