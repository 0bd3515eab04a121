"""How long a resident waits for a scheduler: never for long, and mostly not at all."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
import time_machine
from django.core.cache import caches

from appointments.diary import DiaryDown, Job
from appointments.diary.http import HttpDiary
from appointments.scheduler import Visit
from appointments.scheduler.breaker import LEFT_ALONE_SECONDS
from appointments.scheduler.diary import PATIENCE_SECONDS, SchedulerDiary
from appointments.scheduler.fake import FakeScheduler
from appointments.scheduler.patience import one_wait
from appointments.scheduler.stub_book import AppointmentBook
from repairs.stubs.faults import Fault
from tests.appointments.conftest import NOW, TAP, TOMORROW
from tests.appointments.scheduler.conftest import Town, until_answered

HORIZON = NOW.date() + timedelta(days=60)

pytestmark = pytest.mark.django_db


class Watched(FakeScheduler):
    """A scheduler in memory that notes what it was asked, and answers no question from `waits_from` on until told."""

    def __init__(self, book: AppointmentBook) -> None:
        super().__init__(book)
        self.asked: list[date] = []
        self.waits_from = date.max
        self.may_answer = Event()

    def room(self, visit: Visit, first: date, last: date, wait: float) -> Any:
        self.asked.append(first)
        if first >= self.waits_from:
            self.may_answer.wait(30)
        return super().room(visit, first, last, wait)

    @property
    def windows(self) -> int:
        """How many windows it was asked for since this was last looked at."""
        count, self.asked = len(self.asked), []
        return count


@pytest.fixture
def watched(town: None, book: AppointmentBook) -> Iterator[Watched]:
    for days in (1, 28):
        book.open(NOW.date() + timedelta(days=days), "AM", "N", "PL", 120)
    watched = Watched(book)
    yield watched
    watched.may_answer.set()


@pytest.fixture
def diary(watched: Watched) -> SchedulerDiary:
    return SchedulerDiary(watched, patience=30)


def offered(diary: SchedulerDiary, job: Job = TAP) -> list[int]:
    """The days on offer, counted from today."""
    return [(slot.day - NOW.date()).days for slot in diary.offer(job, TOMORROW, HORIZON, now=NOW)]


def test_residents_wait_for_at_most_two_seconds() -> None:
    assert PATIENCE_SECONDS == HttpDiary().patience == 2


def test_what_was_looked_up_ahead_is_not_asked_for_again(diary: SchedulerDiary, watched: Watched) -> None:
    diary.look_ahead(TAP, NOW)
    assert offered(diary) == [1, 28]
    assert watched.windows == 3


def test_looking_ahead_does_not_wait(diary: SchedulerDiary, watched: Watched) -> None:
    watched.waits_from = date.min
    diary.look_ahead(TAP, NOW)
    watched.may_answer.set()
    assert offered(diary) == [1, 28]


def test_looking_ahead_again_asks_for_nothing_that_is_on_its_way(diary: SchedulerDiary, watched: Watched) -> None:
    watched.waits_from = date.min
    for _ in range(5):
        diary.look_ahead(TAP, NOW)
    watched.may_answer.set()
    offered(diary)
    assert watched.windows == 3


def test_looking_ahead_never_fails(watched: Watched) -> None:
    watched.faults.always = Fault.ERROR
    diary = SchedulerDiary(watched)
    for job in [TAP, TAP, Job("", "PL", 40), Job("N", "", 40)]:
        diary.look_ahead(job, NOW)


def test_nobody_is_asked_where_nobody_could_come(diary: SchedulerDiary, watched: Watched) -> None:
    assert offered(diary, Job("", "PL", 40)) == offered(diary, Job("N", "", 40)) == []
    assert diary.offer(TAP, HORIZON + timedelta(days=1), HORIZON + timedelta(days=9), now=NOW) == []
    assert watched.windows == 0


def test_times_are_kept_for_a_minute(diary: SchedulerDiary, watched: Watched) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        offered(diary)
        clock.shift(timedelta(seconds=59))
        offered(diary)
        assert watched.windows == 3
        clock.shift(timedelta(seconds=2))
        offered(diary)
        assert watched.windows == 3


def test_a_job_of_other_minutes_is_asked_for_anew(diary: SchedulerDiary, watched: Watched) -> None:
    offered(diary)
    offered(diary, Job("N", "PL", 70))
    assert watched.windows == 6


def test_what_we_change_is_looked_up_again_where_it_was_changed(diary: SchedulerDiary, watched: Watched) -> None:
    slot = diary.offer(TAP, TOMORROW, HORIZON, now=NOW)[0]
    assert watched.windows == 3
    diary.hold(slot.id, TAP, "ann", NOW)
    offered(diary)
    assert watched.windows == 1


def test_later_days_that_are_slow_keep_nobody_from_the_first(watched: Watched) -> None:
    watched.waits_from = NOW.date() + timedelta(days=21)
    diary = SchedulerDiary(watched, patience=1)
    diary.look_ahead(TAP, NOW)
    assert offered(diary) == [1]
    watched.may_answer.set()
    until_answered()
    assert offered(diary) == [1, 28]


def test_first_days_that_are_slow_are_not_left_out_unsaid(watched: Watched) -> None:
    watched.waits_from = date.min
    diary = SchedulerDiary(watched, patience=0.05)
    with pytest.raises(DiaryDown):
        offered(diary)


def test_nobody_waits_for_what_another_has_waited_for_in_vain(watched: Watched) -> None:
    watched.waits_from = date.min
    impatient = SchedulerDiary(watched, patience=0.05)
    with pytest.raises(DiaryDown):
        offered(impatient)
    begun = time.monotonic()
    for _ in range(20):
        with pytest.raises(DiaryDown):
            offered(impatient)
    assert time.monotonic() - begun < 20 * 0.05
    assert watched.windows == 3


def test_an_answer_that_came_too_late_for_one_serves_the_next(watched: Watched) -> None:
    watched.waits_from = date.min
    with pytest.raises(DiaryDown):
        offered(SchedulerDiary(watched, patience=0.05))
    watched.may_answer.set()
    until_answered()
    assert offered(SchedulerDiary(watched)) == [1, 28]
    assert watched.windows == 3


def test_a_scheduler_that_has_just_failed_is_left_alone(watched: Watched) -> None:
    diary = SchedulerDiary(watched, patience=30)
    with time_machine.travel(NOW, tick=False) as clock:
        watched.faults.always = Fault.ERROR
        with pytest.raises(DiaryDown):
            offered(diary)
        assert watched.windows == 3
        watched.faults.clear()
        for _ in range(10):
            with pytest.raises(DiaryDown):
                offered(diary)
        diary.look_ahead(TAP, NOW)
        assert watched.windows == 0
        clock.shift(timedelta(seconds=LEFT_ALONE_SECONDS))
        assert offered(diary) == [1, 28]


def test_while_it_may_still_be_down_one_finds_out_for_all(watched: Watched) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        watched.faults.always = Fault.ERROR
        with pytest.raises(DiaryDown):
            offered(SchedulerDiary(watched, patience=30))
        clock.shift(timedelta(seconds=LEFT_ALONE_SECONDS))
        watched.faults.clear()
        watched.waits_from = date.min
        watched.asked.clear()
        with pytest.raises(DiaryDown):
            offered(SchedulerDiary(watched, patience=0.05))
        with pytest.raises(DiaryDown):
            offered(SchedulerDiary(watched, patience=0.05), Job("N", "PL", 70))
        assert watched.windows == 3


def test_a_hold_asks_nothing_of_a_scheduler_that_has_just_failed(council: Town) -> None:
    slot = council.offered()[0]
    council.stub.faults.always = Fault.ERROR
    with pytest.raises(DiaryDown):
        council.diary.hold(slot.id, TAP, "ann", council.now)
    council.stub.faults.clear()
    with pytest.raises(DiaryDown):
        council.diary.hold(slot.id, TAP, "ann", council.now)
    assert council.there == []


def test_a_hold_does_not_wait_for_a_scheduler_that_says_nothing(council: Town) -> None:
    slot = council.offered()[0]
    council.meets(Fault.SLOW)
    begun = time.monotonic()
    with pytest.raises(DiaryDown):
        council.diary.hold(slot.id, TAP, "ann", council.now)
    assert time.monotonic() - begun < council.stub.slow_seconds


def test_the_same_slot_again_asks_nothing(council: Town) -> None:
    slot = council.offered()[0]
    first = council.patient().hold(slot.id, TAP, "ann", council.now)
    council.stub.faults.always = Fault.ERROR
    assert council.diary.hold(slot.id, TAP, "ann", council.now).id == first.id


def test_all_that_one_request_asks_takes_no_longer_than_one_question(watched: Watched) -> None:
    diary = SchedulerDiary(watched, patience=30)
    slot = diary.offer(TAP, TOMORROW, TOMORROW, now=NOW)[0]
    impatient = SchedulerDiary(watched, patience=0.2)
    with one_wait():
        watched.waits_from = date.min
        with pytest.raises(DiaryDown):
            impatient.offer(Job("N", "PL", 70), TOMORROW, HORIZON, now=NOW)
        begun = time.monotonic()
        for _ in range(5):
            with pytest.raises(DiaryDown):
                impatient.hold(slot.id, TAP, "ann", NOW)
        assert time.monotonic() - begun < 5 * impatient.patience
    assert watched.book.standing() == []
    watched.may_answer.set()
    caches["shared"].clear()
    with one_wait():
        assert impatient.hold(slot.id, TAP, "ann", NOW).slot == slot


def test_what_is_known_is_offered_also_after_the_wait(diary: SchedulerDiary, watched: Watched) -> None:
    offered(diary)
    watched.waits_from = date.min
    impatient = SchedulerDiary(watched, patience=0.05)
    with one_wait():
        with pytest.raises(DiaryDown):
            offered(impatient, Job("N", "PL", 70))
        assert offered(impatient) == [1, 28]
