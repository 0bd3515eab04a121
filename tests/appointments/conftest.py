from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

import pytest
from django.core.cache import caches

from appointments.diary import Diary, Job
from appointments.diary.fake import FakeDiary
from appointments.diary.http import HttpDiary
from appointments.diary.local import LocalDiary
from appointments.models import Place, Window
from appointments.scheduler import Times
from appointments.scheduler.fake import FakeScheduler
from appointments.scheduler.http import HttpScheduler
from appointments.scheduler.slots import slot_of
from appointments.scheduler.stub_book import AppointmentBook
from appointments.scheduler.stub_server import StubScheduler
from repairs.council.deadlines import LONDON
from repairs.council.models import Patch, Trade
from repairs.stubs.server import StubServer

WEEKDAYS = [0, 1, 2, 3, 4]
WINDOWS = [
    ("AM", time(8), time(12), WEEKDAYS),
    ("PM", time(12), time(16), WEEKDAYS),
    ("SCHOOL", time(9, 30), time(14, 30), WEEKDAYS),
    ("DAY", time(8), time(16), WEEKDAYS),
    ("SAT", time(9), time(12), [5]),
]

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=LONDON)
TOMORROW = date(2026, 3, 5)
SATURDAY = date(2026, 3, 7)
GOOD_FRIDAY = date(2026, 4, 3)

# With 20 minutes of travel, each takes 60.
TAP = Job(patch="N", trade="PL", minutes=40)

TOKEN = "a-token-for-tests"
PATIENCE = 0.5
LONGER_THAN_PATIENCE = 5

OpenPlace = Callable[..., Place]
MakeRoom = Callable[..., str]


@pytest.fixture
def town(db: None) -> None:
    """Two patches, two trades and the usual windows."""
    for code in ["N", "S"]:
        Patch.objects.create(code=code, name=code)
    for code in ["PL", "EL"]:
        Trade.objects.create(code=code, name=code, person=f"a {code}", hact_code=code)
    for order, (code, starts, ends, weekdays) in enumerate(WINDOWS):
        Window.objects.create(code=code, name=code, starts=starts, ends=ends, weekdays=weekdays, order=order)


def make_place(
    day: date = TOMORROW,
    window: str = "AM",
    minutes: int = 240,
    patch: str = "N",
    trade: str = "PL",
    closed: bool = False,
) -> Place:
    return Place.objects.create(
        patch=Patch.objects.get(code=patch),
        trade=Trade.objects.get(code=trade),
        window=Window.objects.get(code=window),
        day=day,
        minutes=minutes,
        closed=closed,
    )


@pytest.fixture
def open_place(town: None) -> OpenPlace:
    """Gives the council's own diary room."""
    return make_place


@dataclass
class Keeper:
    """Whoever keeps a diary. `make_room` opens a place in it, and gives its slot's id."""

    diary: Diary
    make_room: MakeRoom


@pytest.fixture
def book() -> Iterator[AppointmentBook]:
    """The stand-in scheduler's own."""
    book = AppointmentBook()
    yield book
    book.close()


@pytest.fixture
def stub(book: AppointmentBook) -> StubScheduler:
    return StubScheduler(book, TOKEN, slow_seconds=LONGER_THAN_PATIENCE)


@pytest.fixture
def stub_url(stub: StubScheduler) -> Iterator[str]:
    server = StubServer(stub)
    server.start()
    yield server.url
    server.stop()


@pytest.fixture(params=["local", "fake", "http"])
def keeper(request: pytest.FixtureRequest, town: None) -> Keeper:
    """Each diary that the contract tests go through."""
    if request.param == "local":
        return Keeper(LocalDiary(), lambda *where, **place: str(make_place(*where, **place).pk))
    book: AppointmentBook = request.getfixturevalue("book")
    if request.param == "fake":
        return Keeper(FakeDiary(FakeScheduler(book)), room_in(book))
    scheduler = HttpScheduler(request.getfixturevalue("stub_url"), TOKEN)
    return Keeper(HttpDiary(scheduler, patience=60), room_in(book))


@pytest.fixture
def diary(keeper: Keeper) -> Diary:
    return keeper.diary


@pytest.fixture
def make_room(keeper: Keeper) -> MakeRoom:
    return keeper.make_room


def room_in(book: AppointmentBook) -> MakeRoom:
    def make_room(
        day: date = TOMORROW,
        window: str = "AM",
        minutes: int = 240,
        patch: str = "N",
        trade: str = "PL",
        closed: bool = False,
    ) -> str:
        book.open(day, window, patch, trade, minutes, closed)
        # The diary would see it a minute later.
        caches["shared"].clear()
        starts, ends = next((starts, ends) for name, starts, ends, _ in WINDOWS if name == window)
        return slot_of(Times(day, window, starts, ends)).id

    return make_room
