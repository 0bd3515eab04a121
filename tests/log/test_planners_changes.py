"""A planner moves or cancels a visit in the council's scheduler: residents and planners hear of it, once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from pytest_django import Settings

from appointments.diary.chosen import chosen_diary, chosen_scheduler
from appointments.diary.fake import FakeDiary, in_memory
from appointments.scheduler import Status
from appointments.scheduler.fake import FakeScheduler
from appointments.scheduler.models import SchedulerBooking
from appointments.scheduler.stub_book import AppointmentBook, Kept
from appointments.scheduler.sweep import tell_scheduler
from repairs.homes.models import Alert
from repairs.log.book_again import book_again
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.models import CallBack, Event, Message, Repair
from repairs.log.planners_changes import follow_planners
from repairs.log.planning import visits_to_plan
from repairs.log.submit import submit_report
from repairs.log.visit import other_times
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import ADA, MENDED_SOON, a_report

SOON = NOW + timedelta(minutes=1)
LATER = NOW + timedelta(minutes=20)


@dataclass
class Town:
    scheduler: FakeScheduler

    def booked(self, **changes: Any) -> Repair:
        """A repair with a visit that the scheduler knows to be firm."""
        report, diary = a_report(**changes), chosen_diary()
        slots = diary.offer(MENDED_SOON, NOW.date() + timedelta(days=1), NOW.date() + timedelta(days=9), NOW)
        hold = diary.hold(slots[0].id, MENDED_SOON, str(report.draft), NOW)
        repair = submit_report(replace(report, hold_id=hold.id), diary, NOW)
        tell_scheduler(self.scheduler, NOW)
        return repair

    @property
    def kept(self) -> Kept:
        return self.scheduler.book.standing()[0]

    def planner_cancels(self) -> None:
        self.scheduler.book.cancel(self.kept.key)

    def planner_moves(self, days: int = 1) -> None:
        kept = self.kept
        assert kept.appointment
        times = replace(kept.appointment.times, day=kept.appointment.times.day + timedelta(days=days))
        self.scheduler.book.put(kept.key, replace(kept.appointment, times=times), Status.BOOKED)

    def follows(self, now: Any = SOON) -> int:
        return follow_planners(self.scheduler, now)


@pytest.fixture
def council(outside: None, settings: Settings) -> Iterator[Town]:
    settings.APPOINTMENTS_DIARY = "appointments.diary.fake.FakeDiary"
    in_memory.cache_clear()
    caches["shared"].clear()
    scheduler = in_memory()
    assert chosen_scheduler() is scheduler
    yield Town(scheduler)
    scheduler.book.close()
    in_memory.cache_clear()


def messages(repair: Repair) -> list[str]:
    waiting = repair.messages.filter(state=Message.State.WAITING).exclude(kind__contains="reminder")
    return sorted(waiting.values_list("kind", flat=True))


def test_a_visit_that_a_planner_moved_is_moved_here_and_told(council: Town) -> None:
    repair = council.booked()
    before = repair.appointment
    council.planner_moves()
    assert council.follows() == 1
    after = Repair.objects.get().appointment
    assert (after.day, after.version) == (before.day + timedelta(days=1), before.version + 1)
    assert after.diary_id == before.diary_id
    assert "moved" in messages(repair)
    assert "booked" not in messages(repair)
    assert Event.objects.get(kind="moved").detail["by"] == "a planner, in the scheduler"
    assert SchedulerBooking.objects.get().day == after.day
    assert council.follows(LATER) == 0


def test_a_visit_that_a_planner_cancelled_is_over_and_told_and_planned_anew(council: Town) -> None:
    repair = council.booked()
    council.planner_cancels()
    assert council.follows() == 1
    visit = Repair.objects.get().appointment
    assert (visit.cancelled_at, visit.version) == (SOON, 1)
    assert messages(repair) == ["moved-by-us"]
    assert list(visits_to_plan(SOON)) == [repair]
    assert Event.objects.filter(kind="visit-gone").count() == 1
    assert not CallBack.objects.exists()
    assert council.follows(LATER) == 0


def test_the_resident_can_then_choose_another_time(council: Town) -> None:
    council.booked()
    council.planner_cancels()
    council.follows()
    repair = Repair.objects.get()
    slot = other_times(repair, repair.appointment, SOON)[0]
    book_again(repair, slot.id, FakeDiary(), SOON, seen=repair.appointment.version)
    assert Repair.objects.get().appointment.cancelled_at is None
    assert list(visits_to_plan(SOON)) == []


@pytest.mark.parametrize("who", ["rung", "alert"])
def test_whoever_cannot_choose_online_is_rung(council: Town, who: str) -> None:
    contact = replace(ADA, tell_by=Repair.TellBy.PHONE) if who == "rung" else ADA
    repair = council.booked(contact=contact)
    if who == "alert":
        assert repair.home
        Alert.objects.create(home=repair.home, kind="other", calls_back=True)
    council.planner_cancels()
    council.follows()
    assert messages(repair) == []
    assert CallBack.objects.get().repair == repair


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.DROP, Fault.REFUSE])
def test_a_scheduler_that_does_not_answer_changes_nothing(council: Town, fault: Fault) -> None:
    council.booked()
    council.planner_cancels()
    council.scheduler.faults.add([fault])
    assert council.follows() == 0
    assert Repair.objects.get().appointment.cancelled_at is None
    assert council.follows() == 1


def test_what_is_left_out_of_the_answer_is_not_taken_for_cancelled(
    council: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    council.booked()
    monkeypatch.setattr(FakeScheduler, "look_up", lambda *asked: {})
    assert council.follows() == 0
    assert Repair.objects.get().appointment.cancelled_at is None


def test_each_is_asked_for_once_in_a_quarter_of_an_hour(council: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    council.booked()
    asked: list[Any] = []
    look_up = FakeScheduler.look_up

    def noted(scheduler: FakeScheduler, *rest: Any) -> Any:
        asked.append(rest)
        return look_up(scheduler, *rest)

    monkeypatch.setattr(FakeScheduler, "look_up", noted)
    for minutes in [1, 5, 15]:
        council.follows(NOW + timedelta(minutes=minutes))
    assert len(asked) == 1
    council.follows(NOW + timedelta(minutes=16))
    assert len(asked) == 2


def test_what_the_resident_cancelled_meanwhile_is_not_cancelled_again(
    council: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = council.booked()
    council.planner_cancels()
    look_up = FakeScheduler.look_up

    def cancelled_meanwhile(*asked: Any) -> Any:
        answer = look_up(*asked)
        cancel_repair(Repair.objects.get(), Cancellation(Repair.CancelReason.FIXED), FakeDiary(), SOON)
        return answer

    monkeypatch.setattr(FakeScheduler, "look_up", cancelled_meanwhile)
    assert council.follows() == 0
    assert messages(repair) == ["cancelled"]
    assert not Event.objects.filter(kind="visit-gone").exists()


def test_nothing_follows_once_the_visit_has_begun(council: Town) -> None:
    repair = council.booked()
    council.planner_cancels()
    assert council.follows(NOW + timedelta(days=1)) == 0
    assert Repair.objects.get().appointment.version == repair.appointment.version


def test_a_council_that_keeps_its_own_diary_asks_nobody(outside: None) -> None:
    assert chosen_scheduler() is None


def test_many_are_looked_up_at_once(council: Town) -> None:
    book: AppointmentBook = council.scheduler.book
    for _ in range(3):
        council.booked()
    for kept in book.standing():
        book.cancel(kept.key)
    assert council.follows() == 3
    assert Event.objects.filter(kind="visit-gone").count() == 3
