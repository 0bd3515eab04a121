import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db.models import Model

from appointments.models import Place, Team, WeeklyCapacity, Window
from diagnosis import services
from diagnosis.models import PublishedTree, SorItem
from diagnosis.services import publish_tree
from repairs.council.deadlines import LONDON
from repairs.council.kept import Kept
from repairs.council.models import Council, OpeningHours, Patch, PhoneLine, Priority, Trade
from repairs.demo.seed import FIXTURES
from repairs.homes.models import Alert, Home
from tests.crowd import Crowd

# What processes share, tests at the same time must not. In Redis they would, and clearing it takes the broker's too.
settings.CACHES["shared"] = {"BACKEND": settings.IN_MEMORY, "LOCATION": "shared"}

# A Wednesday morning in office hours.
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=LONDON)

# What load_northmere fills, each after what it points to.
NORTHMERE: tuple[type[Model], ...] = (
    Council,
    PhoneLine,
    OpeningHours,
    Priority,
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
_loaded: list[tuple[type[Model], list[Model]]] = []


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """What a process keeps in memory must not reach the next test: SQLite gives ids again that were rolled back."""
    cache.clear()
    Kept.forget()
    services._trees.clear()
    yield
    cache.clear()


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
    """Loaded properly once, then copied: a test takes it back, and loading takes most of a second."""
    if _loaded:
        for model, rows in _loaded:
            model._base_manager.bulk_create(rows)
        return
    load_northmere()
    _loaded.extend((model, list(model._base_manager.all())) for model in NORTHMERE)


def load_northmere() -> None:
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
