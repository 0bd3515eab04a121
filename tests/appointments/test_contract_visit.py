"""How every diary puts more work into a visit that is booked: one journey for all of it."""

from datetime import timedelta

import pytest

from appointments.diary import Diary, Job, NotBooked, Slot, SlotGone
from tests.appointments.conftest import NOW, TAP, TOMORROW, MakeRoom

LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def morning(diary: Diary, make_room: MakeRoom) -> Slot:
    """Room for two visits of an hour with their travel, less the second journey."""
    make_room(minutes=100)
    make_room(window="PM", minutes=60)
    return free(diary)[0]


@pytest.fixture
def visit(diary: Diary, morning: Slot) -> str:
    return book(diary, morning, "ann", TAP)


def book(diary: Diary, slot: Slot, holder: str, job: Job) -> str:
    hold = diary.hold(slot.id, job, holder, NOW)
    diary.confirm(hold.id, NOW)
    return hold.id


def also(visit: str, minutes: int = 40) -> Job:
    return Job("N", "PL", minutes, joins=visit)


def free(diary: Diary, job: Job = TAP) -> list[Slot]:
    return diary.offer(job, TOMORROW, TOMORROW, now=NOW)


def test_a_visit_has_room_for_work_without_another_journey(diary: Diary, morning: Slot, visit: str) -> None:
    assert morning not in free(diary)
    assert morning in free(diary, also(visit))
    assert morning not in free(diary, also(visit, minutes=41))
    assert diary.confirm(diary.hold(morning.id, also(visit), "bob", NOW).id, NOW) == morning
    assert morning not in free(diary, also(visit, minutes=1))


def test_at_any_other_time_it_is_a_visit_of_its_own(diary: Diary, morning: Slot, visit: str) -> None:
    afternoon = free(diary)[0]
    assert afternoon in free(diary, also(visit, minutes=40))
    assert afternoon not in free(diary, also(visit, minutes=41))
    with pytest.raises(SlotGone):
        diary.hold(afternoon.id, also(visit, minutes=41), "bob", NOW)


@pytest.mark.parametrize("joins", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_visit_that_there_is_not_saves_no_journey(diary: Diary, morning: Slot, visit: str, joins: str) -> None:
    assert morning not in free(diary, also(joins))
    with pytest.raises(SlotGone):
        diary.hold(morning.id, also(joins), "bob", NOW)


@pytest.mark.parametrize("other", [{"patch": "S"}, {"trade": "EL"}])
def test_a_visit_of_another_trade_or_patch_saves_no_journey(
    diary: Diary, make_room: MakeRoom, visit: str, other: dict[str, str]
) -> None:
    make_room(minutes=50, **other)
    place = {"patch": "N", "trade": "PL"} | other
    assert free(diary, Job(minutes=40, joins=visit, **place)) == []


def test_a_visit_that_is_only_held_saves_no_journey(diary: Diary, morning: Slot) -> None:
    held = diary.hold(morning.id, TAP, "ann", NOW).id
    assert morning not in free(diary, also(held))


def test_when_the_first_is_cancelled_the_other_keeps_its_time_and_has_the_journey(
    diary: Diary, morning: Slot, visit: str
) -> None:
    other = book(diary, morning, "bob", also(visit))
    diary.cancel(visit)
    assert diary.confirm(other, NOW) == morning
    assert morning not in free(diary, Job("N", "PL", 21))
    assert morning in free(diary, Job("N", "PL", 20))
    diary.cancel(other)
    assert morning in free(diary)


def test_when_the_first_moves_the_other_stays_and_has_the_journey(diary: Diary, morning: Slot, visit: str) -> None:
    afternoon = free(diary)[0]
    other = book(diary, morning, "bob", also(visit))
    diary.move(visit, diary.hold(afternoon.id, TAP, "ann", NOW).id, NOW)
    assert diary.confirm(other, NOW) == morning
    assert free(diary, Job("N", "PL", 20)) == [morning]
    assert free(diary, Job("N", "PL", 21)) == []


def test_when_the_other_goes_the_first_keeps_its_journey(diary: Diary, morning: Slot, visit: str) -> None:
    diary.cancel(book(diary, morning, "bob", also(visit)))
    assert diary.confirm(visit, NOW) == morning
    assert free(diary, also(visit))[0] == morning
    assert morning not in free(diary, TAP)


def test_a_third_shares_the_visit_of_the_second_and_the_first(diary: Diary, make_room: MakeRoom) -> None:
    make_room(minutes=80)
    slot = free(diary)[0]
    first = book(diary, slot, "ann", TAP)
    second = book(diary, slot, "bob", also(first, minutes=10))
    third = book(diary, slot, "cat", also(second, minutes=10))
    diary.cancel(first)
    assert free(diary, also(third, minutes=40)) == [slot]
    assert free(diary, also(third, minutes=41)) == []
    assert diary.confirm(second, NOW) == diary.confirm(third, NOW) == slot


@pytest.mark.parametrize("at", [NOW, LATER])
def test_what_is_held_for_a_visit_goes_with_it(diary: Diary, morning: Slot, visit: str, at: object) -> None:
    hold = diary.hold(morning.id, also(visit), "bob", NOW)
    diary.cancel(visit)
    with pytest.raises(SlotGone):
        diary.confirm(hold.id, NOW if at == NOW else LATER)
    assert morning in free(diary, Job("N", "PL", 80))


def test_the_same_again_for_a_visit_is_the_same_hold(diary: Diary, morning: Slot, visit: str) -> None:
    hold = diary.hold(morning.id, also(visit), "bob", NOW)
    assert diary.hold(morning.id, also(visit), "bob", NOW).id == hold.id


def test_a_visit_cannot_be_moved_to_what_was_held_for_itself(diary: Diary, morning: Slot, visit: str) -> None:
    hold = diary.hold(morning.id, also(visit), "ann", NOW)
    with pytest.raises((SlotGone, NotBooked)):
        diary.move(visit, hold.id, NOW)
    assert diary.confirm(visit, NOW) == morning


def test_nothing_before_the_first_day_can_be_held(diary: Diary, morning: Slot) -> None:
    with pytest.raises(SlotGone):
        diary.hold(morning.id, TAP, "ann", NOW, first=TOMORROW + timedelta(days=1))
    assert diary.hold(morning.id, TAP, "ann", NOW, first=TOMORROW).slot == morning
