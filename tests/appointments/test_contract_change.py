"""How every diary moves and cancels what is booked."""

from datetime import timedelta

import pytest
from django.db import transaction

from appointments.diary import Diary, Job, NotBooked, Slot, SlotGone
from tests.appointments.conftest import NOW, TAP, TOMORROW, MakeRoom

LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def slots(diary: Diary, make_room: MakeRoom) -> list[Slot]:
    """Two slots, each with room for one."""
    make_room(minutes=60)
    make_room(window="PM", minutes=60)
    return diary.offer(TAP, TOMORROW, TOMORROW, now=NOW)


@pytest.fixture
def booked(diary: Diary, slots: list[Slot]) -> str:
    return book(diary, slots[0], "ann")


def book(diary: Diary, slot: Slot, holder: str) -> str:
    hold = diary.hold(slot.id, TAP, holder, NOW)
    diary.confirm(hold.id, NOW)
    return hold.id


def free(diary: Diary) -> list[Slot]:
    return diary.offer(TAP, TOMORROW, TOMORROW, now=NOW)


def test_moving_takes_the_new_slot_and_frees_the_old(diary: Diary, slots: list[Slot], booked: str) -> None:
    hold = diary.hold(slots[1].id, TAP, "ann", NOW)
    assert diary.move(booked, hold.id, NOW) == slots[1]
    assert free(diary) == [slots[0]]


def test_moving_twice_gives_the_same_answer(diary: Diary, slots: list[Slot], booked: str) -> None:
    hold = diary.hold(slots[1].id, TAP, "ann", NOW)
    assert diary.move(booked, hold.id, NOW) == diary.move(booked, hold.id, LATER) == slots[1]
    assert free(diary) == [slots[0]]


def test_the_old_slot_stays_when_the_new_one_is_gone(diary: Diary, slots: list[Slot], booked: str) -> None:
    hold = diary.hold(slots[1].id, TAP, "ann", NOW)
    diary.hold(slots[1].id, TAP, "bob", LATER)
    with pytest.raises(SlotGone):
        diary.move(booked, hold.id, LATER)
    assert diary.confirm(booked, LATER) == slots[0]
    assert free(diary) == []


def test_a_hold_that_ran_out_is_moved_to_while_nobody_else_wants_it(
    diary: Diary, slots: list[Slot], booked: str
) -> None:
    hold = diary.hold(slots[1].id, TAP, "ann", NOW)
    assert diary.move(booked, hold.id, LATER) == slots[1]


def test_a_longer_job_moves_within_its_own_slot(diary: Diary, make_room: MakeRoom) -> None:
    make_room(minutes=160)
    slot = free(diary)[0]
    short = book(diary, slot, "ann")
    long = diary.hold(slot.id, Job("N", "PL", 80), "ann", NOW)
    assert diary.move(short, long.id, NOW) == slot
    assert free(diary) == [slot]


def test_what_was_cancelled_cannot_be_moved(diary: Diary, slots: list[Slot], booked: str) -> None:
    hold = diary.hold(slots[1].id, TAP, "ann", NOW)
    diary.cancel(booked)
    with pytest.raises(NotBooked):
        diary.move(booked, hold.id, NOW)
    assert free(diary) == [slots[0]]


@pytest.mark.parametrize("made_up", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_moving_what_is_made_up_changes_nothing(diary: Diary, slots: list[Slot], booked: str, made_up: str) -> None:
    hold = diary.hold(slots[1].id, TAP, "ann", NOW)
    with pytest.raises(NotBooked):
        diary.move(made_up, hold.id, NOW)
    with pytest.raises(SlotGone):
        diary.move(booked, made_up, NOW)
    assert diary.confirm(booked, NOW) == slots[0]


def test_cancelling_frees_the_slot_however_often(diary: Diary, slots: list[Slot], booked: str) -> None:
    diary.cancel(booked)
    diary.cancel(booked)
    diary.cancel("nonsense")
    assert free(diary) == slots
    with pytest.raises(SlotGone):
        diary.confirm(booked, NOW)


@pytest.mark.parametrize("change", ["move", "cancel"])
def test_a_change_is_part_of_the_callers_transaction(diary: Diary, slots: list[Slot], booked: str, change: str) -> None:
    hold = diary.hold(slots[1].id, TAP, "ann", NOW)
    with transaction.atomic():
        if change == "move":
            diary.move(booked, hold.id, NOW)
        else:
            diary.cancel(booked)
        transaction.set_rollback(True)
    assert diary.confirm(booked, NOW) == slots[0]
    assert diary.confirm(hold.id, NOW) == slots[1]
