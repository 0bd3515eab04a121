import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from appointments.models import Place, Team, WeeklyCapacity, Window
from diagnosis import services
from diagnosis.models import PublishedTree, SorItem
from diagnosis.services import publish_tree
from repairs.council.deadlines import LONDON
from repairs.council.kept import Kept
from repairs.council.models import (
    Council,
    OpeningHours,
    OverrideReason,
    Patch,
    PhoneLine,
    Priority,
    Trade,
    VerifyingQuestion,
)
from repairs.demo.seed import FIXTURES
from repairs.homes.models import Alert, Home
from tests.crowd import Crowd
from tests.emptying import empty_what_is_filled
from tests.ground import GROUND, Ground, asks_for_the_database, lies_under

# What processes share, tests at the same time must not. In Redis they would, and clearing it takes the broker's too.
settings.CACHES["shared"] = {"BACKEND": settings.IN_MEMORY, "LOCATION": "shared"}

if connection.vendor == "postgresql":
    # What is committed here need not outlive the machine.
    settings.DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
    connection.ops.sql_flush = empty_what_is_filled  # type: ignore[method-assign]

# A Wednesday morning in office hours.
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=LONDON)

# What load_northmere fills, each after what it points to.
NORTHMERE: tuple[type[Model], ...] = (
    Council,
    PhoneLine,
    OpeningHours,
    VerifyingQuestion,
    Priority,
    OverrideReason,
    Trade,
    Patch,
    SorItem,
    PublishedTree,
    Window,
    Team,
    WeeklyCapacity,
    Place,
    Home,
    Alert,
)
_loaded: dict[date, list[tuple[type[Model], list[Model]]]] = {}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if asks_for_the_database(item) or any(item.iter_markers("redis")):
            item.add_marker(pytest.mark.database)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if GROUND.laid and lies_under(item, set(GROUNDS)) != GROUND.laid:
        GROUND.clear()


@pytest.fixture(scope="session")
def ground(django_db_setup: None) -> Iterator[Ground]:
    yield GROUND
    GROUND.clear()


@pytest.fixture
def laid(ground: Ground, request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    if name := lies_under(request.node, set(GROUNDS)):
        ground.lay(name, GROUNDS[name], django_db_blocker)
        forget()


@pytest.fixture
def _django_db_helper(laid: None, _django_db_helper: None) -> None:
    """It begins the transaction of a test, for all that ask for the database: what lies under it must come before."""


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """What a process keeps in memory must not reach the next test: SQLite gives ids again that were rolled back."""
    forget()
    yield
    cache.clear()


def forget() -> None:
    cache.clear()
    Kept.forget()
    services._trees.clear()


@pytest.fixture
def crowd(transactional_db: None, tmp_path: Path) -> Iterator[Crowd]:
    crowd = Crowd(tmp_path / "crowd.sqlite3")
    yield crowd
    crowd.threads.shutdown()


@pytest.fixture(autouse=True)
def nothing_shared() -> Iterator[None]:
    caches["shared"].clear()
    yield
    caches["shared"].clear()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def northmere(db: None, clock: time_machine.Traveller) -> None:
    """The demo council, at the moment of `clock`."""
    if GROUND.laid != "northmere":
        load_northmere()


@pytest.fixture
def priced(db: None) -> None:
    """No more of the demo council than its rows and its schedule of rates."""
    if GROUND.laid != "priced":
        lay_priced()


def lay_northmere() -> None:
    with time_machine.travel(NOW, tick=False):
        load_northmere()


def lay_priced() -> None:
    call_command("loaddata", FIXTURES / "councils" / "northmere.json", verbosity=0)
    call_command("import_sor", str(FIXTURES / "sor.csv"), verbosity=0)


GROUNDS: dict[str, Callable[[], None]] = {"northmere": lay_northmere, "priced": lay_priced}


def load_northmere() -> None:
    """Loaded properly once for each day that it is planned from, then copied: loading takes most of a second."""
    today = timezone.localdate()
    if today not in _loaded:
        begin_northmere()
        _loaded[today] = [(model, list(model._base_manager.all())) for model in NORTHMERE]
        return
    for model, rows in _loaded[today]:
        model._base_manager.bulk_create(rows)


def begin_northmere() -> None:
    """The demo council with its tree and diary, and a home of each kind."""
    call_command("loaddata", FIXTURES / "councils" / "northmere.json", FIXTURES / "diary.json", verbosity=0)
    call_command("import_sor", str(FIXTURES / "sor.csv"), verbosity=0)
    publish_tree(json.loads((FIXTURES / "trees" / "leak.json").read_text()), note="As it comes.", by="Tests")
    call_command("plan_diary", days=21, verbosity=0)
    north = Patch.objects.get(code="N")
    for number, tenure in enumerate(Home.Tenure.values, start=1):
        home = Home.objects.create(
            uprn=f"9990000000{number:02}",
            line_1=f"{number} Test Street",
            town="Northmere",
            postcode="NM1 2AB",
            tenure=tenure,
            patch=north,
        )
    home = Home.objects.create(
        uprn="999000000099",
        line_1="99 Test Street",
        town="Northmere",
        postcode="NM1 2AB",
        tenure=Home.Tenure.SECURE,
        patch=north,
    )
    Alert.objects.create(home=home, kind=Alert.Kind.PERSON, code="DNV", text="Do not visit alone", calls_back=True)
