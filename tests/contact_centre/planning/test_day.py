"""A day of the diary: who is booked and who holds a time, whoever keeps the diary."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings

from appointments.models import Booking, Place, SchedulerBooking
from repairs.council.models import Patch
from repairs.log.models import Appointment, Repair
from repairs.report.models import Draft
from tests.conftest import NOW
from tests.contact_centre.planning.planner import Planner
from tests.contact_centre.planning.test_lists import copy, statements
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check
from tests.log.builders import a_hold, booked

pytestmark = pytest.mark.usefixtures("northmere")

THURSDAY = "day/?day=2026-03-05"


def at(page: str, planner: Planner | None = None) -> Planner:
    planner = planner or Planner()
    planner.goes_to(f"/staff/planning/{page}")
    return planner


def test_a_day_says_who_where_what_and_how_long() -> None:
    repair = booked()
    planner = at(THURSDAY)
    assert planner.heading == "Thursday 5 March 2026"
    for words in (repair.reference, "Ada Byron", "1 Test Street, Northmere, NM1 2AB", repair.title, "Plumber", "65"):
        assert words in planner.says
    planner.follows(repair.reference)
    assert planner.url == f"/staff/planning/{repair.reference}/"


def test_a_hold_says_until_when_and_for_which_home() -> None:
    reaches_check(Resident())
    planner = at(THURSDAY)
    for words in ("Held until 10:10am", "A report that is being written", "1 Test Street"):
        assert words in planner.says
    assert Draft.objects.get().hold


def test_a_hold_that_a_planner_has_is_of_that_repair() -> None:
    repair = booked()
    a_hold(f"repair:{repair.pk}:7")
    assert at(THURSDAY).says.count(repair.reference) == 2


def test_a_hold_that_ran_out_is_not_shown() -> None:
    a_hold(now=NOW - timedelta(hours=2))
    assert "Nothing is booked or held" in at(THURSDAY).says


@pytest.mark.parametrize(
    "holder", ["someone", "repair:", "repair:x:1", "repair:99999", "6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10"]
)
def test_a_hold_of_nobody_known_is_shown_all_the_same(holder: str) -> None:
    a_hold(holder)
    assert "Not known yet" in at(THURSDAY).says


def test_a_day_is_narrowed_by_trade_patch_and_window() -> None:
    repair = booked()
    place = Place.objects.get(booked__gt=0)
    south = Patch.objects.get(code="S").pk
    assert repair.reference in at(f"{THURSDAY}&trade={place.trade_id}&patch={place.patch_id}&window=AM").says
    for narrow in (f"patch={south}", "window=PM", "window=PM&trade="):
        assert repair.reference not in at(f"{THURSDAY}&{narrow}").says


def test_the_day_before_and_after_keep_what_was_asked() -> None:
    planner = at(f"{THURSDAY}&window=AM")
    planner.follows("Day after")
    assert planner.heading == "Friday 6 March 2026"
    assert "window=AM" in planner.url
    planner.follows("Today")
    assert planner.heading == "Wednesday 4 March 2026"
    assert "Today" not in [link.text for link in planner.page.all("a")]


@pytest.mark.parametrize("day", ["1999-12-31", "2101-01-01", "0001-01-01", "tomorrow", "30/2/2026"])
def test_what_is_no_day_of_a_diary_is_said_and_today_is_shown(day: str) -> None:
    planner = at(f"day/?day={day}")
    assert planner.heading == "Wednesday 4 March 2026"
    assert "Enter a date, such as 27/3/2026" in planner.error
    assert planner.value_of("day") == day


@pytest.mark.parametrize("day", ["5/3/2026", "05/03/2026", "2026-03-05", "5 March 2026", " 5.3.2026 "])
def test_a_day_is_typed_as_people_write_it_and_shown_as_we_do(day: str) -> None:
    planner = at(f"day/?day={day}")
    assert planner.heading == "Thursday 5 March 2026"
    assert planner.value_of("day") == "5/3/2026"


def test_what_another_scheduler_keeps_is_shown_alike(settings: LazySettings) -> None:
    repair = booked()
    settings.APPOINTMENTS_DIARY = "appointments.diary.fake.FakeDiary"
    row = SchedulerBooking.objects.create(
        holder=str(repair.draft),
        patch="N",
        trade="PL",
        minutes=75,
        day="2026-03-05",
        window="MORNING",
        starts=time(8),
        ends=time(12),
        state="booked",
        held_until=NOW,
        created_at=NOW,
        due_at=NOW,
    )
    Appointment.objects.update(diary_id=str(row.pk))
    planner = at(f"{THURSDAY}&window=MORNING")
    for words in (repair.reference, "Ada Byron", "MORNING", "75"):
        assert words in planner.says


def many_booked(how_many: int) -> None:
    """On Thursday morning: repairs with their visits, and holds of reports that are being written."""
    repair, place = booked(), Place.objects.get(booked__gt=0)
    moments = {"created_at": NOW, "booked_at": NOW, "held_until": NOW + timedelta(hours=1)}
    again = [copy(repair) for _ in range(how_many)]
    Repair.objects.bulk_create(again)
    bookings = [Booking(place=place, minutes=60, holder=str(one.draft), state="booked", **moments) for one in again]
    bookings += [Booking(place=place, minutes=60, holder=str(uuid4()), **moments) for _ in again]
    Booking.objects.bulk_create(bookings)
    when = {"day": place.day, "window": "AM", "starts": time(8), "ends": time(12)}
    visits = zip(again, bookings, strict=False)
    Appointment.objects.bulk_create(Appointment(repair=one, diary_id=str(book.pk), **when) for one, book in visits)
    Draft.objects.bulk_create(
        Draft(pk=book.holder, tree=repair.tree, given={"home": str(repair.home_id)}) for book in bookings[how_many:]
    )


def test_a_full_day_asks_the_database_as_often_as_an_empty_one() -> None:
    planner = Planner()
    many_booked(2)
    at(THURSDAY, planner)
    few = statements(lambda: at(THURSDAY, planner))
    Place.objects.update(booked=0)
    many_booked(60)
    assert statements(lambda: at(THURSDAY, planner)) == few
    assert "126 booked or held" in planner.says
