from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from appointments.diary import Diary, Job
from appointments.diary.local import LocalDiary
from appointments.models import Place, Window
from repairs.council.deadlines import LONDON
from repairs.council.models import Patch, Trade

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

OpenPlace = Callable[..., Place]


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
    """Gives the diary room. A second kind of diary needs its own way to do this."""
    return make_place


@pytest.fixture(params=[LocalDiary], ids=["local"])
def diary(request: pytest.FixtureRequest, town: None) -> Diary:
    """Each diary that the contract tests go through."""
    chosen: Diary = request.param()
    return chosen
