"""What every scheduler promises: the fake, and the client over HTTP to the stand-in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from appointments.scheduler import (
    Refused,
    Room,
    Scheduler,
    SchedulerDown,
    SlotTaken,
    Standing,
    Status,
    Visit,
)
from appointments.scheduler.fake import FakeScheduler
from appointments.scheduler.http import HttpScheduler
from appointments.scheduler.stub_book import AppointmentBook
from appointments.scheduler.stub_server import StubScheduler
from repairs.stubs.faults import Fault, FaultQueue
from tests.appointments.conftest import PATIENCE, TOKEN
from tests.appointments.scheduler.builders import AFTERNOON, AN_HOUR, MORNING, TOMORROW, WAIT, an_appointment

FAULTS_AFTER = [Fault.DROP, Fault.MALFORMED, Fault.SLOW, Fault.HTML, Fault.WRONG_TYPES]


@pytest.fixture(params=["fake", "http"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def scheduler(kind: str, request: pytest.FixtureRequest, book: AppointmentBook) -> Scheduler:
    return FakeScheduler(book) if kind == "fake" else HttpScheduler(request.getfixturevalue("stub_url"), TOKEN)


@pytest.fixture
def faults(scheduler: Scheduler, stub: StubScheduler) -> FaultQueue:
    return scheduler.faults if isinstance(scheduler, FakeScheduler) else stub.faults


@pytest.fixture(autouse=True)
def room(book: AppointmentBook) -> None:
    """For one visit in the morning, and two in the afternoon."""
    book.open(TOMORROW, "AM", "N", "PL", 60)
    book.open(TOMORROW, "PM", "N", "PL", 120)


def left(scheduler: Scheduler) -> list[int]:
    return [room.minutes for room in scheduler.room(AN_HOUR, TOMORROW, TOMORROW, WAIT)]


def standing(book: AppointmentBook) -> list[tuple[str, str]]:
    return [(kept.key, kept.status) for kept in book.standing()]


def test_the_room_of_each_slot_is_told(scheduler: Scheduler) -> None:
    assert scheduler.room(AN_HOUR, TOMORROW, TOMORROW, WAIT) == [Room(MORNING, 60), Room(AFTERNOON, 120)]


def test_only_the_days_patch_and_trade_that_were_asked_for(scheduler: Scheduler, book: AppointmentBook) -> None:
    later = TOMORROW + timedelta(days=1)
    book.open(later, "AM", "N", "PL", 60)
    assert len(scheduler.room(AN_HOUR, TOMORROW, later, WAIT)) == 3
    assert len(scheduler.room(AN_HOUR, later, later, WAIT)) == 1
    assert scheduler.room(Visit("S", "PL", 60), TOMORROW, later, WAIT) == []
    assert scheduler.room(Visit("N", "EL", 60), TOMORROW, later, WAIT) == []


def test_a_closed_slot_is_not_told(scheduler: Scheduler, book: AppointmentBook) -> None:
    book.open(TOMORROW, "AM", "N", "PL", 60, closed=True)
    assert [room.times for room in scheduler.room(AN_HOUR, TOMORROW, TOMORROW, WAIT)] == [AFTERNOON]


def test_what_is_held_takes_room_until_it_is_cancelled(scheduler: Scheduler) -> None:
    scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    assert left(scheduler) == [0, 120]
    scheduler.cancel("k-1", WAIT)
    assert left(scheduler) == [60, 120]


def test_everything_told_of_an_appointment_arrives(scheduler: Scheduler, book: AppointmentBook) -> None:
    told = an_appointment(comments="“Mae dŵr ym mhobman” & <b>\n\U0001f6bf")
    scheduler.put("k-1", told, Status.HELD, WAIT)
    (kept,) = book.standing()
    assert kept.appointment == told


def test_the_same_again_is_one_appointment(scheduler: Scheduler, book: AppointmentBook) -> None:
    for status in [Status.HELD, Status.HELD, Status.BOOKED, Status.BOOKED]:
        scheduler.put("k-1", an_appointment(), status, WAIT)
    assert standing(book) == [("k-1", "booked")]
    assert left(scheduler) == [0, 120]


def test_the_last_room_goes_to_one(scheduler: Scheduler, book: AppointmentBook) -> None:
    scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    with pytest.raises(SlotTaken):
        scheduler.put("k-2", an_appointment(), Status.HELD, WAIT)
    assert standing(book) == [("k-1", "held")]


def test_a_change_frees_what_was_there(scheduler: Scheduler, book: AppointmentBook) -> None:
    scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    scheduler.put("k-1", an_appointment(AFTERNOON, minutes=120), Status.HELD, WAIT)
    assert left(scheduler) == [60, 0]
    assert standing(book) == [("k-1", "held")]


def test_a_change_that_finds_no_room_changes_nothing(scheduler: Scheduler, book: AppointmentBook) -> None:
    scheduler.put("k-1", an_appointment(), Status.BOOKED, WAIT)
    with pytest.raises(SlotTaken):
        scheduler.put("k-1", an_appointment(AFTERNOON, minutes=121), Status.BOOKED, WAIT)
    assert left(scheduler) == [0, 120]
    assert standing(book) == [("k-1", "booked")]


def test_what_is_held_can_be_booked_whatever_has_become_of_the_slot(
    scheduler: Scheduler, book: AppointmentBook
) -> None:
    scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    book.open(TOMORROW, "AM", "N", "PL", 0, closed=True)
    scheduler.put("k-1", an_appointment(), Status.BOOKED, WAIT)
    assert standing(book) == [("k-1", "booked")]


@pytest.mark.parametrize(
    "times",
    [
        replace(MORNING, day=TOMORROW + timedelta(days=400)),
        replace(MORNING, name="DAWN"),
        replace(MORNING, starts=MORNING.starts.replace(minute=1)),
    ],
)
def test_a_slot_that_there_is_not_is_taken(scheduler: Scheduler, times: object) -> None:
    with pytest.raises(SlotTaken):
        scheduler.put("k-1", an_appointment(times), Status.HELD, WAIT)  # type: ignore[arg-type]


def test_a_cancelled_key_stays_cancelled(scheduler: Scheduler, book: AppointmentBook) -> None:
    scheduler.put("k-1", an_appointment(), Status.BOOKED, WAIT)
    scheduler.cancel("k-1", WAIT)
    with pytest.raises(Refused, match="410"):
        scheduler.put("k-1", an_appointment(), Status.BOOKED, WAIT)
    assert standing(book) == []


def test_cancelling_what_is_not_there_is_no_mistake(scheduler: Scheduler) -> None:
    scheduler.cancel("k-1", WAIT)
    scheduler.cancel("k-1", WAIT)


def test_what_is_held_is_listed_and_what_is_booked_is_not(scheduler: Scheduler) -> None:
    scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    scheduler.put("k-2", an_appointment(AFTERNOON), Status.BOOKED, WAIT)
    assert [(held.key, held.until) for held in scheduler.held(WAIT)] == [("k-1", an_appointment().held_until)]


def test_what_stands_under_a_key_is_told(scheduler: Scheduler, book: AppointmentBook) -> None:
    scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    scheduler.put("k-2", an_appointment(AFTERNOON), Status.BOOKED, WAIT)
    scheduler.put("k-3", an_appointment(AFTERNOON), Status.BOOKED, WAIT)
    scheduler.cancel("k-3", WAIT)
    assert scheduler.look_up(["k-1", "k-2", "k-3", "k-4"], WAIT) == {
        "k-1": Standing(Status.HELD, MORNING),
        "k-2": Standing(Status.BOOKED, AFTERNOON),
        "k-3": Standing(Status.CANCELLED, None),
        "k-4": Standing(Status.CANCELLED, None),
    }
    assert scheduler.look_up(["k-2"], WAIT).keys() == {"k-2"}
    assert len(scheduler.look_up([f"{number:036}" for number in range(50)], WAIT)) == 50


@pytest.mark.parametrize("fault", FAULTS_AFTER)
def test_when_the_answer_is_lost_the_appointment_is_there_once(
    scheduler: Scheduler, faults: FaultQueue, book: AppointmentBook, fault: Fault
) -> None:
    faults.add([fault])
    with pytest.raises(SchedulerDown):
        scheduler.put("k-1", an_appointment(), Status.HELD, PATIENCE)
    scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    assert standing(book) == [("k-1", "held")]


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.BUSY])
def test_a_scheduler_that_fails_has_changed_nothing(
    scheduler: Scheduler, faults: FaultQueue, book: AppointmentBook, fault: Fault
) -> None:
    faults.add([fault])
    with pytest.raises(SchedulerDown, match=str(fault)):
        scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    assert standing(book) == []


@pytest.mark.parametrize("fault", [*FAULTS_AFTER, Fault.ERROR, Fault.BUSY])
def test_no_fault_shows_as_anything_but_a_scheduler_that_is_down(
    scheduler: Scheduler, faults: FaultQueue, fault: Fault
) -> None:
    faults.add([fault] * 3)
    with pytest.raises(SchedulerDown):
        scheduler.room(AN_HOUR, TOMORROW, TOMORROW, PATIENCE)
    with pytest.raises(SchedulerDown):
        scheduler.cancel("k-1", PATIENCE)
    with pytest.raises(SchedulerDown):
        scheduler.held(PATIENCE)
    faults.add([fault])
    with pytest.raises(SchedulerDown):
        scheduler.look_up(["k-1"], PATIENCE)


def test_a_slot_may_be_gone_and_a_request_refused(scheduler: Scheduler, faults: FaultQueue) -> None:
    faults.add([Fault.SLOT_GONE, Fault.REFUSE])
    with pytest.raises(SlotTaken):
        scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    with pytest.raises(Refused, match="422"):
        scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)


def test_there_may_be_no_slots_at_all(scheduler: Scheduler, faults: FaultQueue) -> None:
    faults.add([Fault.NO_SLOTS])
    assert left(scheduler) == []


@pytest.mark.parametrize(
    ("uprn", "error"),
    [
        ("10099099911", SchedulerDown),
        ("10099099912", SchedulerDown),
        ("10099099913", SchedulerDown),
        ("10099099914", SchedulerDown),
        ("10099099915", SchedulerDown),
        ("10099099916", Refused),
        ("10099099917", SlotTaken),
    ],
)
def test_each_magic_home_goes_wrong_in_its_own_way(scheduler: Scheduler, uprn: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        scheduler.put("k-1", an_appointment(home=uprn), Status.HELD, PATIENCE)


@pytest.mark.parametrize("uprn", ["10099099911", "10099099914", "10099099915"])
def test_a_home_that_loses_answers_is_answered_when_asked_again(scheduler: Scheduler, uprn: str) -> None:
    with pytest.raises(SchedulerDown):
        scheduler.put("k-1", an_appointment(home=uprn), Status.HELD, PATIENCE)
    scheduler.put("k-1", an_appointment(home=uprn), Status.HELD, WAIT)
