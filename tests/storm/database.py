"""A PostgreSQL database of its own, with a small town in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

import django
from django.conf import settings
from django.db import connection

import tests.environment  # noqa: F401

NOW = datetime.fromisoformat("2026-03-04T10:00:00+00:00")
DAY = date(2026, 3, 5)
WINDOWS = [("AM", time(8), time(12)), ("PM", time(12), time(16)), ("SCHOOL", time(9, 30), time(14, 30))]


def use_database(name: str = "") -> None:
    """Sets Django up, with another database of the same server where a name is given."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repairs.settings")
    django.setup()
    if connection.vendor != "postgresql":
        raise SystemExit(
            "The storm needs PostgreSQL: set DATABASE_URL, for example postgres://postgres@127.0.0.1/test."
        )
    if name:
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


@contextmanager
def own_database(called: str = "report_a_repair_storm") -> Iterator[str]:
    """Its name. It is gone afterwards."""
    former = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = called
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield name
    finally:
        connection.creation.destroy_test_db(former, verbosity=0)


def build_town() -> None:
    from appointments.models import Window
    from repairs.council.models import Patch, Trade

    Patch.objects.create(code="N", name="North")
    Trade.objects.create(code="PL", name="Plumber", person="a plumber", hact_code="PL")
    for code, starts, ends in WINDOWS:
        Window.objects.create(code=code, name=code, starts=starts, ends=ends, weekdays=[0, 1, 2, 3, 4])


def open_place(minutes: int, days_on: int = 0, window: str = "AM") -> int:
    """Its id. Each round of a rush needs one of its own."""
    from appointments.models import Place, Window
    from repairs.council.models import Patch, Trade
    from repairs.council.working_days import add_working_days

    place, _ = Place.objects.update_or_create(
        patch=Patch.objects.get(),
        trade=Trade.objects.get(),
        window=Window.objects.get(code=window),
        day=add_working_days(DAY, days_on),
        defaults={"minutes": minutes, "held": 0, "booked": 0},
    )
    return place.pk


def clear_diary() -> None:
    from appointments.models import Booking, Place

    Booking.objects.all().delete()
    Place.objects.all().delete()
