"""Every state of a job with every condition of a repair: what holds then, who is told, and who must find a time."""

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations

import pytest
import time_machine

from appointments.diary.local import LocalDiary
from appointments.models import Booking
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.models import (
    Appointment,
    Event,
    JobState,
    JobUpdate,
    Message,
    Repair,
    WorksOrder,
    WorksOrderChange,
)
from repairs.log.planning import visits_to_plan
from tests.conftest import NOW
from tests.log.builders import an_emergency, booked, without_a_time
from tests.log.job_status.updates import hears, job_state, moved, ordered, told, window

pytestmark = pytest.mark.usefixtures("outside")

# The visit is on Thursday 5 March, from 8am to midday. It is Wednesday.
THURSDAY = NOW + timedelta(days=1)


def cancelled() -> Repair:
    return cancel_repair(booked(), Cancellation(Repair.CancelReason.FIXED), LocalDiary(), NOW)


def asked_to_cancel() -> Repair:
    repair = booked()
    Repair.objects.filter(pk=repair.pk).update(hazards=["damp-mould"])
    return cancel_repair(repair, Cancellation(Repair.CancelReason.FIXED), LocalDiary(), NOW)


def moved_in_time() -> Repair:
    repair = moved()
    Repair.objects.filter(pk=repair.pk).update(due_at=NOW + timedelta(days=9))
    return repair


def wants_to_be_rung() -> Repair:
    repair = booked()
    Repair.objects.filter(pk=repair.pk).update(tell_by=Repair.TellBy.PHONE)
    return repair


CONDITIONS: dict[str, Callable[[], Repair]] = {
    "booked": booked,
    "moved, and the HMS does not know": moved_in_time,
    "no time": without_a_time,
    "emergency": an_emergency,
    "cancelled": cancelled,
    "asked to cancel, and it stays open": asked_to_cancel,
    "wants to be rung": wants_to_be_rung,
}

COMES, NOBODY, TO_PLAN = "somebody comes", "nobody comes", "to plan"
S = JobState

# What the HMS says on the day of the visit: what is said to the resident, whether the visit stands, and whether
# planners must find a time.
FOLLOWS: dict[str, dict[JobState, tuple[list[str], str, str]]] = {
    "booked": {
        S.SCHEDULED: ([], COMES, ""),
        S.ASSIGNED: ([], COMES, ""),
        S.ON_THE_WAY: (["on-the-way"], COMES, ""),
        S.STARTED: ([], COMES, ""),
        S.NO_ACCESS: (["no-access"], NOBODY, TO_PLAN),
        S.FOLLOW_ON: ([], NOBODY, TO_PLAN),
        S.DELAYED: (["moved-by-us"], NOBODY, TO_PLAN),
        S.COMPLETED: (["done"], COMES, ""),
        S.CANCELLED: (["moved-by-us"], NOBODY, TO_PLAN),
    },
    # Somebody may come at the old time. Nothing that is said of it ends the visit at the new one.
    "moved, and the HMS does not know": {
        S.SCHEDULED: ([], COMES, ""),
        S.ASSIGNED: ([], COMES, ""),
        S.ON_THE_WAY: (["on-the-way"], COMES, ""),
        S.STARTED: ([], COMES, ""),
        S.NO_ACCESS: ([], COMES, ""),
        S.FOLLOW_ON: ([], COMES, ""),
        S.DELAYED: ([], COMES, ""),
        S.COMPLETED: (["done"], NOBODY, ""),
        S.CANCELLED: ([], COMES, ""),
    },
    # The HMS has found a time itself.
    "no time": {
        S.SCHEDULED: ([], NOBODY, ""),
        S.ASSIGNED: ([], NOBODY, ""),
        S.ON_THE_WAY: (["on-the-way"], NOBODY, ""),
        S.STARTED: ([], NOBODY, ""),
        S.NO_ACCESS: (["no-access"], NOBODY, TO_PLAN),
        S.FOLLOW_ON: ([], NOBODY, TO_PLAN),
        S.DELAYED: ([], NOBODY, TO_PLAN),
        S.COMPLETED: (["done"], NOBODY, ""),
        S.CANCELLED: ([], NOBODY, TO_PLAN),
    },
    "cancelled": {state: ([], NOBODY, "") for state in S},
}
FOLLOWS["emergency"] = FOLLOWS["no time"]
FOLLOWS["asked to cancel, and it stays open"] = FOLLOWS["no time"]
FOLLOWS["wants to be rung"] = {state: ([], *rest) for state, (_, *rest) in FOLLOWS["booked"].items()}  # type: ignore[misc] # a star keeps the rest's types from mypy

CASES = [(condition, state) for condition in CONDITIONS for state in JobState]


def comes(repair: Repair) -> bool:
    return Appointment.objects.filter(repair=repair, cancelled_at=None).exists()


@pytest.mark.parametrize(("condition", "state"), CASES)
def test_what_follows(clock: time_machine.Traveller, condition: str, state: JobState) -> None:
    repair = ordered(CONDITIONS[condition]())
    clock.move_to(THURSDAY)
    assert hears(state.value, at=THURSDAY)
    messages, visit, planners = FOLLOWS[condition][state]
    assert job_state(repair) == state
    assert told(repair) == messages
    assert (COMES if comes(repair) else NOBODY) == visit
    assert (TO_PLAN if repair in visits_to_plan(THURSDAY) else "") == planners
    assert Event.objects.get(repair=repair, kind=Event.Kind.JOB_UPDATED).detail == {"state": state.label}


def test_a_cancelled_repair_stays_cancelled() -> None:
    repair = ordered(cancelled())
    hears("follow-on")
    assert Repair.objects.get(pk=repair.pk).cancelled_at is not None


STORY = ["assigned", "on-the-way", "started", "completed"]


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_in_whatever_order_they_come_the_last_holds_and_nothing_is_said_that_is_over(order: tuple[int, ...]) -> None:
    repair = ordered(booked())
    for place in order:
        hears(STORY[place], place + 1, at=NOW + timedelta(minutes=place), now=NOW + timedelta(minutes=10))
    assert job_state(repair) == "completed"
    assert told(repair) == ["done"]
    assert list(JobUpdate.objects.order_by("sequence").values_list("state", flat=True)) == STORY
    late_way = order.index(3) < order.index(1)
    was_told = Message.objects.filter(kind=Message.Kind.ON_THE_WAY).exists()
    assert not (late_way and was_told)


def test_on_the_way_hours_ago_is_not_said_any_more() -> None:
    repair = ordered(booked())
    hears("on-the-way", at=NOW, now=NOW + timedelta(hours=2))
    assert (job_state(repair), told(repair)) == ("on-the-way", [])


def test_on_the_way_is_dropped_where_it_cannot_be_sent_within_the_hour() -> None:
    ordered(booked())
    hears("on-the-way")
    assert Message.objects.get(kind="on-the-way").too_late_at == NOW + timedelta(hours=1)


def test_the_same_said_twice_under_two_names_is_told_once(clock: time_machine.Traveller) -> None:
    repair = ordered(booked())
    clock.move_to(THURSDAY)
    for sequence, what in enumerate(["on-the-way", "on-the-way", "no-access", "no-access"], start=1):
        hears(what, sequence, at=THURSDAY)
    assert list(Message.objects.filter(repair=repair).order_by("pk").values_list("kind", "version")) == [
        ("on-the-way", 0),
        ("no-access", 0),
    ]


def test_each_visit_is_told_of_afresh(clock: time_machine.Traveller) -> None:
    repair = ordered(booked())
    clock.move_to(THURSDAY)
    story = ["on-the-way", "no-access", "scheduled", "on-the-way", "no-access", "scheduled", "on-the-way", "completed"]
    for sequence, what in enumerate(story, start=1):
        hears(what, sequence, at=THURSDAY + timedelta(minutes=sequence))
    said = Message.objects.filter(repair=repair).order_by("pk").values_list("kind", "version")
    assert list(said) == [
        ("on-the-way", 0),
        ("no-access", 0),
        ("on-the-way", 1),
        ("no-access", 1),
        ("on-the-way", 2),
        ("done", 2),
    ]


def test_each_visit_that_the_hms_planned_is_told_of_afresh() -> None:
    repair = ordered(without_a_time())
    for sequence, what in enumerate(["no-access", "scheduled", "no-access", "completed", "completed"], start=1):
        hears(what, sequence, at=NOW + timedelta(minutes=sequence))
    said = Message.objects.filter(repair=repair).order_by("pk").values_list("kind", "version")
    assert list(said) == [("no-access", 0), ("no-access", 1), ("done", 2)]


def test_what_was_to_be_said_of_a_visit_is_dropped_when_it_is_over(clock: time_machine.Traveller) -> None:
    repair = ordered(booked())
    Message.objects.create(repair=repair, kind="booked", channel="text", waits_for_order=True)
    clock.move_to(THURSDAY)
    hears("completed", at=THURSDAY)
    assert told(repair) == ["done"]


@pytest.mark.parametrize("what", ["no-access", "follow-on"])
def test_whoever_comes_a_day_early_comes_for_this_visit(what: str) -> None:
    repair = ordered(booked())
    hears("on-the-way", 1)
    assert comes(repair)
    hears(what, 2)
    assert not comes(repair)
    assert repair in visits_to_plan(NOW)


def test_whoever_was_on_the_way_before_a_planner_moved_the_visit_did_not_come_for_it(
    clock: time_machine.Traveller,
) -> None:
    repair = ordered(booked())
    hears("on-the-way", 1)
    clock.shift(timedelta(minutes=30))
    Event.objects.create(repair=repair, kind=Event.Kind.MOVED)
    hears("no-access", 2, at=NOW + timedelta(minutes=40))
    assert comes(repair)


def test_no_access_before_the_day_of_the_visit_is_about_another_visit() -> None:
    repair = ordered(booked())
    hears("no-access", at=NOW)
    assert (told(repair), comes(repair)) == ([], True)


def test_late_but_on_the_same_day_ends_no_visit() -> None:
    repair = ordered(booked())
    hears("delayed", **window("2026-03-05", "12:00", "13:00"))
    assert (told(repair), comes(repair)) == ([], True)


@pytest.mark.parametrize("before", ["started", "completed"])
def test_nobody_is_told_that_we_cannot_come_after_we_came(clock: time_machine.Traveller, before: str) -> None:
    repair = ordered(booked())
    clock.move_to(THURSDAY)
    hears(before, 1, at=THURSDAY)
    hears("delayed", 2, at=THURSDAY)
    assert "moved-by-us" not in told(repair)


def test_we_cannot_come_frees_the_time_for_others() -> None:
    ordered(booked())
    hears("cancelled")
    assert [one.state for one in Booking.objects.all()] == [Booking.State.CANCELLED]


def test_finished_before_the_day_frees_the_time_for_others() -> None:
    repair = ordered(booked())
    hears("completed")
    assert not comes(repair)
    assert [one.state for one in Booking.objects.all()] == [Booking.State.CANCELLED]


def test_we_cannot_come_is_not_said_of_a_day_that_is_past(clock: time_machine.Traveller) -> None:
    repair = ordered(booked())
    clock.move_to(NOW + timedelta(days=3))
    hears("cancelled", at=NOW + timedelta(days=3))
    assert (told(repair), repair in visits_to_plan(NOW)) == ([], True)


def test_what_was_finished_weeks_ago_is_not_said_now() -> None:
    repair = ordered(booked(now=NOW))
    hears("completed", at=NOW, now=NOW + timedelta(days=15))
    assert (job_state(repair), told(repair)) == ("completed", [])


def test_changes_that_the_hms_has_not_heard_of_go_to_a_person_once_it_is_finished() -> None:
    repair = ordered(moved())
    order = WorksOrder.objects.get(repair=repair)
    kind = WorksOrderChange.Kind
    WorksOrderChange.objects.create(order=order, kind=kind.NOTE)
    hears("completed")
    assert dict(WorksOrderChange.objects.values_list("kind", "state")) == {
        "reschedule": "needs-person",
        "note": "waiting",
    }
    assert WorksOrderChange.objects.get(kind=kind.MOVED).last_problem == "The HMS says that the job is finished."
    assert Event.objects.filter(repair=repair, kind=Event.Kind.CHANGE_REFUSED).exists()
