"""How often each page and each step of the journey goes to the database, BEGIN and COMMIT counted."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from appointments.models import Place
from repairs.homes.models import Home
from repairs.log.models import Addition, Event, Repair
from repairs.photos.models import MOST_IN_AN_ALBUM, Photo
from repairs.report.models import Draft
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak
from tests.page_lint import PageClient

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Only PostgreSQL takes several statements in one trip."
)

MOST = {"GET": 2, "POST": 4}
MORE = {
    # The first answer makes the draft, in a transaction: sent twice at once it is read again under a lock.
    "POST safety": 7,
    # A hold looks for those before it and takes the minutes of the place, in a transaction of its own.
    "POST slot": 8,
    # Everything that a report becomes is written together: see `test_sending_trips.py`.
    "POST check": 15,
    # The link to the repair is looked up, and made anew where the secret key has changed.
    "GET done": 3,
}


class Counting(PageClient):
    def __init__(self) -> None:
        super().__init__()
        self.trips: dict[str, int] = {}

    def request(self, **request: Any) -> Any:
        with CaptureQueriesContext(connection) as asked:
            response = super().request(**request)
        self.trips[f"{request['REQUEST_METHOD']} {name_of(request['PATH_INFO'])}"] = len(asked)
        return response


def name_of(path: str) -> str:
    """What the address of a page of the journey ends in. A repair's ends in its reference."""
    parts = [part for part in path.split("/") if part]
    return "start" if not parts else parts[0] if len(parts) < 3 else parts[-1]


def trips_of_a_journey(before_details: Callable[[], None], before_repair: Callable[[], None]) -> dict[str, int]:
    resident = Resident()
    resident.client = counting = Counting()
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    before_details()
    answers_about_home(resident)
    resident.presses()
    takes_first_time(resident)
    gives_contact(resident)
    resident.presses("Send report")
    before_repair()
    resident.follows("see your repair")
    return counting.trips


def nothing() -> None:
    """As little as there can be."""


def grow_the_register() -> None:
    homes = [
        Home(uprn=str(80_000 + flat), line_1=f"Flat {flat}", postcode="NM1 2AB", sort_key=str(flat))
        for flat in range(200)
    ]
    Home.objects.bulk_create(homes)


def grow_the_diary() -> None:
    places = list(Place.objects.filter(patch__code="N", trade__code="PL"))
    for place in places:
        place.pk, place.day = None, place.day.replace(month=place.day.month + 1)
    Place.objects.bulk_create(places, ignore_conflicts=True)


def add_photos() -> None:
    album = Draft.objects.latest("created_at").pk
    for place in range(1, MOST_IN_AN_ALBUM + 1):
        Photo.objects.create(album=album, place=place, file=f"{place}.jpg", width=4, height=3, size=1)


def let_much_happen() -> None:
    """To the repair that was sent, and to others of the home."""
    sent = Repair.objects.latest("pk")
    now, moved = timezone.now(), Event.Kind.ADDED
    Event.objects.bulk_create(Event(repair=sent, kind=moved, at=now, detail={"number": one}) for one in range(30))
    Addition.objects.bulk_create(
        Addition(repair=sent, token=uuid4(), words=f"Word {one}", added_at=now) for one in range(5)
    )


@pytest.fixture
def what_is_kept(northmere: None) -> None:
    """What a process reads once a minute has been read."""
    trips_of_a_journey(nothing, nothing)


@pytest.mark.usefixtures("what_is_kept")
def test_each_page_and_each_step_takes_few_trips() -> None:
    trips = trips_of_a_journey(nothing, nothing)
    assert {"GET slot", "POST contact", "GET done", "GET repair"} <= set(trips)
    too_many = {name: count for name, count in trips.items() if count > MORE.get(name, MOST[name.split()[0]])}
    assert not too_many


@pytest.mark.usefixtures("what_is_kept")
def test_trips_do_not_grow_with_what_there_is() -> None:
    before = trips_of_a_journey(nothing, nothing)
    grow_the_register()
    grow_the_diary()
    assert trips_of_a_journey(add_photos, let_much_happen) == before
