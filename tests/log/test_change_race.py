"""Several changes of one visit at the same moment, in threads, on the database that the tests run on."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db.models import F

from appointments.diary import SlotGone
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.changeable import NotChanged
from repairs.log.models import Appointment, Event, Message, Repair
from repairs.log.reschedule import take_other_time
from tests.conftest import NOW, load_northmere
from tests.crowd import Crowd
from tests.log.builders import MENDED_SOON, booked

pytestmark = pytest.mark.django_db(transaction=True)

FIXED = Cancellation(Repair.CancelReason.FIXED)
ROUNDS = range(3)
STATES = ("held", "booked")


@pytest.fixture
def repair(crowd: Crowd, clock: object) -> Repair:
    load_northmere()
    return booked()


@pytest.fixture
def slots(repair: Repair) -> list[str]:
    return [slot.id for slot in LocalDiary().offer(MENDED_SOON, date(2026, 3, 6), date(2026, 3, 20), NOW)]


def moves(repair: Repair, slot_id: str) -> str:
    try:
        return take_other_time(repair, slot_id, LocalDiary(), NOW, seen=0).slot
    except (SlotGone, NotChanged) as problem:
        return type(problem).__name__


def cancels(repair: Repair) -> str:
    try:
        return "cancelled" if cancel_repair(repair, FIXED, LocalDiary(), NOW).cancelled_at else "open"
    except NotChanged as problem:
        return type(problem).__name__


def left_behind() -> tuple[int, int, int, set[str]]:
    """The version, how often it was moved, messages about a move, and the slots that are booked.

    Every place's minutes must be those of its bookings.
    """
    for place in Place.objects.filter(held__gt=0) | Place.objects.filter(booked__gt=0):
        live = {state: sum(one.minutes for one in place.bookings.filter(state=state)) for state in STATES}
        assert {"held": place.held, "booked": place.booked} == live
    appointment = Appointment.objects.get()
    slots = {str(pk) for pk in Booking.objects.filter(state="booked").values_list("place_id", flat=True)}
    moved = Event.objects.filter(kind="moved").count()
    return appointment.version, moved, Message.objects.filter(kind="moved").count(), slots


@pytest.mark.parametrize("turn", ROUNDS)
def test_the_same_button_many_times_at_once_is_one_change(
    crowd: Crowd, repair: Repair, slots: list[str], turn: int
) -> None:
    answers = crowd.run([partial(moves, repair, slots[turn]) for _ in range(8)])
    assert set(answers) <= {slots[turn], "SlotGone"}
    assert slots[turn] in answers
    assert crowd.look(left_behind) == (1, 1, 1, {slots[turn]})


@pytest.mark.parametrize("turn", ROUNDS)
def test_two_tabs_that_choose_different_times_at_once_make_one_change(
    crowd: Crowd, repair: Repair, slots: list[str], turn: int
) -> None:
    answers = crowd.run([partial(moves, repair, slots[number]) for number in range(2)])
    won = [answer for answer in answers if answer in slots]
    version, moved, messages, taken = crowd.look(left_behind)
    assert (version, moved, messages) == (len(won), len(won), len(won))
    assert len(won) <= 1
    assert len(taken) == 1
    assert taken == set(won) or not won


@pytest.mark.parametrize("turn", ROUNDS)
def test_moving_and_cancelling_at_once_ends_cancelled(
    crowd: Crowd, repair: Repair, slots: list[str], turn: int
) -> None:
    calls: list[Callable[[], str]] = [partial(moves, repair, slots[turn]), partial(cancels, repair)]
    moved, cancelled = crowd.run(calls)
    assert moved in {slots[turn], "AlreadyCancelled", "SlotGone"}
    assert cancelled == "cancelled"
    version, _, _, taken = crowd.look(left_behind)
    assert taken == set()
    assert version == (2 if moved == slots[turn] else 1)


@pytest.mark.parametrize("turn", ROUNDS)
def test_many_people_want_the_last_minutes_of_one_place(
    crowd: Crowd, repair: Repair, slots: list[str], turn: int
) -> None:
    others = [booked() for _ in range(4)]
    Place.objects.filter(pk=slots[0]).update(minutes=F("booked") + 60)
    answers = crowd.run([partial(moves, one, slots[0]) for one in [repair, *others]])
    assert sorted(answers) == sorted([slots[0], *["SlotGone"] * 4])

    def visits() -> int:
        return Booking.objects.filter(state="booked").count()

    assert crowd.look(visits) == 5
