"""How every diary holds, confirms and releases."""

from datetime import timedelta

import pytest
from django.db import transaction

from appointments.diary import Diary, Job, Slot, SlotGone
from tests.appointments.conftest import GOOD_FRIDAY, NOW, SATURDAY, TAP, TOMORROW, MakeRoom

LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def slot(diary: Diary, make_room: MakeRoom) -> Slot:
    """A slot with room for one."""
    make_room(minutes=60)
    return diary.offer(TAP, TOMORROW, TOMORROW, now=NOW)[0]


@pytest.fixture
def other_slot(diary: Diary, make_room: MakeRoom, slot: Slot) -> Slot:
    make_room(window="PM", minutes=60)
    return diary.offer(TAP, TOMORROW, TOMORROW, now=NOW)[1]


def is_free(diary: Diary, slot: Slot) -> bool:
    return slot in diary.offer(TAP, TOMORROW, TOMORROW, now=NOW)


def test_a_hold_keeps_the_slot_for_ten_minutes(diary: Diary, slot: Slot) -> None:
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    assert (hold.slot, hold.until) == (slot, NOW + timedelta(minutes=10))
    with pytest.raises(SlotGone):
        diary.hold(slot.id, TAP, "bob", LATER - timedelta(seconds=1))


def test_a_hold_that_ran_out_does_not_stop_the_next_person(diary: Diary, slot: Slot) -> None:
    diary.hold(slot.id, TAP, "ann", NOW)
    bob = diary.hold(slot.id, TAP, "bob", LATER)
    assert diary.confirm(bob.id, LATER) == slot


def test_the_same_slot_again_is_the_same_hold_with_its_time_begun_afresh(diary: Diary, slot: Slot) -> None:
    first = diary.hold(slot.id, TAP, "ann", NOW)
    again = diary.hold(slot.id, TAP, "ann", NOW + timedelta(minutes=4))
    assert again.id == first.id
    assert again.until == first.until + timedelta(minutes=4)


def test_a_longer_job_in_the_same_slot_is_a_new_hold(diary: Diary, make_room: MakeRoom) -> None:
    make_room(minutes=100)
    slot = diary.offer(TAP, TOMORROW, TOMORROW, now=NOW)[0]
    short = diary.hold(slot.id, TAP, "ann", NOW)
    long = diary.hold(slot.id, Job("N", "PL", 80), "ann", NOW)
    assert long.id != short.id
    with pytest.raises(SlotGone):
        diary.confirm(short.id, NOW)
    assert diary.confirm(long.id, NOW) == slot


def test_another_slot_frees_the_former(diary: Diary, slot: Slot, other_slot: Slot) -> None:
    former = diary.hold(slot.id, TAP, "ann", NOW)
    diary.hold(other_slot.id, TAP, "ann", NOW)
    assert is_free(diary, slot)
    with pytest.raises(SlotGone):
        diary.confirm(former.id, NOW)


def test_the_former_hold_stays_when_the_new_slot_is_gone(diary: Diary, slot: Slot, other_slot: Slot) -> None:
    former = diary.hold(slot.id, TAP, "ann", NOW)
    diary.hold(other_slot.id, TAP, "bob", NOW)
    with pytest.raises(SlotGone):
        diary.hold(other_slot.id, TAP, "ann", NOW)
    assert diary.confirm(former.id, NOW) == slot


def test_confirming_twice_books_once(diary: Diary, slot: Slot) -> None:
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    assert diary.confirm(hold.id, NOW) == diary.confirm(hold.id, LATER) == slot
    assert not is_free(diary, slot)


def test_a_hold_that_ran_out_is_booked_while_nobody_else_wants_it(diary: Diary, slot: Slot) -> None:
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    assert diary.confirm(hold.id, LATER) == slot


def test_a_hold_that_ran_out_is_gone_once_somebody_else_has_the_slot(diary: Diary, slot: Slot) -> None:
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    diary.hold(slot.id, TAP, "bob", LATER)
    with pytest.raises(SlotGone):
        diary.confirm(hold.id, LATER)


def test_a_hold_that_somebody_else_had_in_between_can_be_taken_again(diary: Diary, slot: Slot) -> None:
    ann = diary.hold(slot.id, TAP, "ann", NOW)
    bob = diary.hold(slot.id, TAP, "bob", LATER)
    diary.release(bob.id)
    assert diary.confirm(ann.id, LATER) == slot


def test_releasing_frees_the_slot_however_often(diary: Diary, slot: Slot) -> None:
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    diary.release(hold.id)
    diary.release(hold.id)
    assert is_free(diary, slot)
    with pytest.raises(SlotGone):
        diary.confirm(hold.id, NOW)


def test_releasing_leaves_what_is_booked(diary: Diary, slot: Slot) -> None:
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    diary.confirm(hold.id, NOW)
    diary.release(hold.id)
    assert diary.confirm(hold.id, NOW) == slot
    assert not is_free(diary, slot)


def test_a_booking_does_not_stop_its_holder_from_holding_another_slot(
    diary: Diary, slot: Slot, other_slot: Slot
) -> None:
    diary.confirm(diary.hold(slot.id, TAP, "ann", NOW).id, NOW)
    diary.hold(other_slot.id, TAP, "ann", NOW)
    assert not is_free(diary, slot)
    assert not is_free(diary, other_slot)


@pytest.mark.parametrize("slot_id", ["", "nonsense", "0", "-1", "²", "9" * 40])
def test_a_made_up_slot_is_gone(diary: Diary, slot_id: str) -> None:
    with pytest.raises(SlotGone):
        diary.hold(slot_id, TAP, "ann", NOW)


@pytest.mark.parametrize(
    "place",
    [
        {"patch": "S"},
        {"trade": "EL"},
        {"closed": True},
        {"day": SATURDAY},
        {"day": GOOD_FRIDAY},
        {"day": NOW.date(), "window": "AM"},
        {"day": NOW.date() + timedelta(days=61)},
    ],
)
def test_a_slot_that_was_never_offered_cannot_be_held(
    diary: Diary, make_room: MakeRoom, place: dict[str, object]
) -> None:
    with pytest.raises(SlotGone):
        diary.hold(make_room(**place), TAP, "ann", NOW)


@pytest.mark.parametrize("hold_id", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_made_up_hold_is_gone(diary: Diary, hold_id: str) -> None:
    diary.release(hold_id)
    with pytest.raises(SlotGone):
        diary.confirm(hold_id, NOW)


def test_a_slot_that_has_begun_can_no_longer_be_booked(diary: Diary, slot: Slot) -> None:
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    with pytest.raises(SlotGone):
        diary.confirm(hold.id, NOW + timedelta(days=1))


def test_confirming_is_part_of_the_callers_transaction(diary: Diary, slot: Slot) -> None:
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    with transaction.atomic():
        diary.confirm(hold.id, NOW)
        transaction.set_rollback(True)
    diary.release(hold.id)
    assert is_free(diary, slot)


def test_the_callers_transaction_goes_on_when_the_slot_is_gone(diary: Diary, slot: Slot) -> None:
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    diary.hold(slot.id, TAP, "bob", LATER)
    with transaction.atomic():
        with pytest.raises(SlotGone):
            diary.confirm(hold.id, LATER)
        diary.release(hold.id)
