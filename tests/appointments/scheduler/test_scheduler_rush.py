"""Many people at once want the few times that a scheduler has, over HTTP."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from appointments.diary import DiaryDown, NotBooked, SlotGone
from appointments.diary.http import HttpDiary
from appointments.scheduler.http import HttpScheduler
from appointments.scheduler.models import SchedulerBooking
from appointments.scheduler.stub_book import AppointmentBook
from appointments.scheduler.sweep import give_up_forgotten, tell_scheduler
from tests.appointments.conftest import NOW, TAP, TOKEN, MakeRoom, room_in
from tests.crowd import AT_ONCE, Crowd

PEOPLE = 30
ROOM_FOR = 5
LATER = NOW + timedelta(minutes=10)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def diary(stub_url: str) -> HttpDiary:
    return HttpDiary(HttpScheduler(stub_url, TOKEN), patience=60)


@pytest.fixture
def make_room(town: None, book: AppointmentBook) -> MakeRoom:
    return room_in(book)


def books(diary: HttpDiary, slot: str, holder: str) -> bool:
    """Holds and confirms, as a resident does."""
    try:
        return bool(diary.confirm(diary.hold(slot, TAP, holder, NOW).id, NOW))
    except SlotGone:
        return False


def state(diary: HttpDiary, book: AppointmentBook) -> tuple[list[str], list[str]]:
    """The keys of what is booked here and at the scheduler, once both have settled."""
    for _ in range(3):
        tell_scheduler(diary.scheduler, LATER)
    give_up_forgotten(diary.scheduler, LATER)
    ours = sorted(str(key) for key in SchedulerBooking.objects.filter(state="booked").values_list("key", flat=True))
    return ours, sorted(kept.key for kept in book.standing() if kept.status == "booked")


def test_thirty_people_for_five_places(
    crowd: Crowd, diary: HttpDiary, make_room: MakeRoom, book: AppointmentBook
) -> None:
    slot = make_room(minutes=ROOM_FOR * 60)
    calls: list[Callable[[], bool]] = [partial(books, diary, slot, f"person {number}") for number in range(PEOPLE)]
    assert sum(crowd.run(calls)) == ROOM_FOR
    ours, theirs = crowd.look(partial(state, diary, book))
    assert ours == theirs
    assert len(ours) == ROOM_FOR


def test_a_slot_clicked_many_times_at_once_is_held_once(
    crowd: Crowd, diary: HttpDiary, make_room: MakeRoom, book: AppointmentBook
) -> None:
    slot = make_room(minutes=60)
    holds = crowd.run([partial(diary.hold, slot, TAP, "ann", NOW) for _ in range(AT_ONCE)])
    assert len({hold.id for hold in holds}) == 1
    assert len(book.standing()) == 1


def test_a_hold_confirmed_by_many_at_once_is_booked_once(
    crowd: Crowd, diary: HttpDiary, make_room: MakeRoom, book: AppointmentBook
) -> None:
    slot = make_room(minutes=60)
    hold = diary.hold(slot, TAP, "ann", NOW)
    slots = crowd.run([partial(diary.confirm, hold.id, NOW) for _ in range(AT_ONCE)])
    assert {one.id for one in slots} == {slot}
    ours, theirs = crowd.look(partial(state, diary, book))
    assert len(ours) == 1
    assert ours == theirs


def test_people_and_sweeps_that_cross_each_other_leave_both_sides_the_same(
    crowd: Crowd, diary: HttpDiary, make_room: MakeRoom, book: AppointmentBook
) -> None:
    slots = [make_room(minutes=ROOM_FOR * 60, window=window) for window in ["AM", "PM", "SCHOOL"]]
    crowd.run([partial(wander, diary, slots, number) for number in range(20)])
    ours, theirs = crowd.look(partial(state, diary, book))
    assert ours == theirs
    assert len([kept for kept in book.standing() if kept.status == "held"]) == 0


def wander(diary: HttpDiary, slots: list[str], number: int) -> None:
    """Holds, confirms, moves, cancels and lets go, while others do, and while the scheduler is told of it."""
    choose = random.Random(number)
    booked = ""
    for _ in range(5):
        with suppress(SlotGone, NotBooked, DiaryDown):
            hold = diary.hold(choose.choice(slots), TAP, f"person {number % 12}", NOW)
            match choose.randrange(5):
                case 0:
                    diary.release(hold.id)
                case 1 if booked:
                    diary.move(booked, hold.id, NOW)
                    booked = hold.id
                case 2 if booked:
                    diary.cancel(booked)
                case 3:
                    tell_scheduler(diary.scheduler, choose.choice([NOW, LATER]))
                case _:
                    diary.confirm(hold.id, NOW)
                    booked = hold.id
