"""Several planners and the resident at the same moment, in threads, on the database that the tests run on."""

from collections.abc import Callable
from functools import partial

import pytest

from appointments.diary import SlotGone
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from repairs.log.book_visit import NEVER_BOOKED, book_visit
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.changeable import NotChanged
from repairs.log.models import Appointment, CallBack, Event, Message, Repair
from tests.conftest import NOW, load_northmere
from tests.crowd import Crowd
from tests.log.builders import without_a_time

pytestmark = pytest.mark.django_db(transaction=True)

PLANNERS = 8


@pytest.fixture
def repair(crowd: Crowd, clock: object) -> Repair:
    load_northmere()
    return without_a_time()


def places(how_many: int) -> list[str]:
    days = Place.objects.filter(patch__code="N", trade__code="PL", window__code="AM", day__gte="2026-03-05")
    return [str(place.pk) for place in days.order_by("day")[:how_many]]


def books(repair: Repair, slot: str, planner: int) -> str:
    try:
        found = book_visit(repair, slot, LocalDiary(), NOW, seen=NEVER_BOOKED, planner_id=planner)
    except (NotChanged, SlotGone) as told:
        return type(told).__name__
    return found.slot


def left_behind() -> dict[str, object]:
    visit = Appointment.objects.get()
    return {
        "visit": visit.slot,
        "booked": Booking.objects.filter(state="booked").count(),
        "held": Booking.objects.filter(state="held").count(),
        "minutes": sum(Place.objects.values_list("booked", flat=True)),
        "events": Event.objects.filter(kind="booked").count(),
        "told": Message.objects.filter(kind="booked").count(),
        "waiting": CallBack.objects.filter(done_at=None).count(),
    }


def test_of_many_planners_one_wins_and_the_others_are_told(crowd: Crowd, repair: Repair) -> None:
    slots = places(PLANNERS)
    answers = crowd.run([partial(books, repair, slot, number) for number, slot in enumerate(slots, start=1)])
    left = crowd.look(left_behind)
    won = [answer for answer in answers if answer in slots]
    assert won == [left.pop("visit")]
    assert {answer for answer in answers if answer not in slots} == {"ChangedMeanwhile"}
    assert (left.pop("booked"), left.pop("held"), left.pop("events"), left.pop("told"), left.pop("waiting")) == (
        *(1, 0, 1, 1),
        0,
    )
    assert left.pop("minutes") == crowd.look(lambda: Booking.objects.get(state="booked").minutes)


def test_the_same_button_many_times_is_one_visit(crowd: Crowd, repair: Repair) -> None:
    (slot,) = places(1)
    answers = crowd.run([partial(books, repair, slot, 1)] * PLANNERS)
    left = crowd.look(left_behind)
    assert left["visit"] == slot
    assert set(answers) == {slot}
    assert (left["booked"], left["held"], left["events"], left["told"]) == (1, 0, 1, 1)


def test_a_repair_that_is_cancelled_meanwhile_is_not_booked_as_well(crowd: Crowd, repair: Repair) -> None:
    (slot,) = places(1)
    reason = Cancellation(Repair.CancelReason.FIXED)
    calls: list[Callable[[], object]] = [
        partial(cancel_repair, repair, reason, LocalDiary(), NOW),
        partial(books, repair, slot, 1),
    ]
    crowd.run(calls)

    def both() -> tuple[bool, int]:
        over = Repair.objects.get(pk=repair.pk).cancelled_at is not None
        return over, Booking.objects.filter(state__in=["booked", "held"]).count()

    assert crowd.look(both) == (True, 0)
