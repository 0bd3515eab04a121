from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from appointments.checks import check_bank_holidays
from appointments.closures import apply_closures
from appointments.diary.local import LocalDiary
from appointments.models import Closure, Place, Team, WeeklyCapacity, Window
from appointments.plan import plan_days, set_by_hand
from repairs.council.models import Patch, Trade
from repairs.council.working_days import last_known_bank_holiday
from tests.appointments.conftest import NOW, TAP, TOMORROW

MONDAY, SUNDAY = date(2026, 3, 9), date(2026, 3, 15)
EASTER = date(2026, 3, 30), date(2026, 4, 12)


@pytest.fixture
def pattern(town: None) -> None:
    """Plumbers in the north each weekday morning, and on Saturday."""
    for weekday in range(5):
        add_capacity("AM", weekday)
    add_capacity("SAT", 5, minutes=180)


def add_capacity(window: str, weekday: int, minutes: int = 240, patch: str = "N") -> WeeklyCapacity:
    team, _ = Team.objects.get_or_create(
        name=f"Plumbers, {patch}", patch=Patch.objects.get(code=patch), trade=Trade.objects.get(code="PL")
    )
    return WeeklyCapacity.objects.create(
        team=team,
        window=Window.objects.get(code=window),
        weekday=weekday,
        minutes=minutes,
    )


def planned() -> list[tuple[int, str, int]]:
    return [(place.day.day, place.window.code, place.minutes) for place in Place.objects.order_by("day")]


def test_a_week_is_planned_from_the_pattern(pattern: None) -> None:
    plan_days(MONDAY, SUNDAY)
    assert planned() == [*((day, "AM", 240) for day in range(9, 14)), (14, "SAT", 180)]


def test_planning_again_changes_nothing(pattern: None) -> None:
    first = plan_days(MONDAY, SUNDAY)
    before = list(Place.objects.order_by("pk").values())
    again = plan_days(MONDAY, SUNDAY)
    assert (first.made, again.made, again.changed) == (6, 0, 0)
    assert list(Place.objects.order_by("pk").values()) == before


def test_nobody_comes_on_bank_holidays(pattern: None) -> None:
    plan_days(*EASTER)
    days = {place.day for place in Place.objects.all()}
    assert date(2026, 4, 2) in days
    assert not days & {date(2026, 4, 3), date(2026, 4, 6)}


def test_a_window_is_not_planned_on_a_day_it_does_not_run(pattern: None) -> None:
    add_capacity("AM", 6)
    plan_days(MONDAY, SUNDAY)
    assert not Place.objects.filter(day=SUNDAY).exists()


def test_a_new_pattern_changes_the_places_already_made(pattern: None) -> None:
    plan_days(MONDAY, SUNDAY)
    WeeklyCapacity.objects.filter(weekday=0).update(minutes=480)
    WeeklyCapacity.objects.filter(weekday=1).delete()
    assert plan_days(MONDAY, SUNDAY).changed == 2
    assert planned()[:3] == [(9, "AM", 480), (10, "AM", 0), (11, "AM", 240)]


def test_planning_never_takes_away_what_is_taken(pattern: None) -> None:
    plan_days(TOMORROW, TOMORROW)
    place = Place.objects.get()
    diary = LocalDiary()
    diary.confirm(diary.hold(str(place.pk), TAP, "ann", NOW).id, NOW)
    diary.hold(str(place.pk), TAP, "bob", NOW)
    WeeklyCapacity.objects.update(minutes=30)
    plan_days(TOMORROW, TOMORROW)
    place.refresh_from_db()
    assert (place.minutes, place.held, place.booked) == (120, 60, 60)


def test_minutes_set_by_hand_stay(pattern: None) -> None:
    plan_days(MONDAY, MONDAY)
    place = Place.objects.get()
    set_by_hand(place.pk, 600)
    plan_days(MONDAY, MONDAY)
    assert planned() == [(9, "AM", 600)]


@pytest.fixture
def four_places(pattern: None) -> None:
    add_capacity("PM", 0)
    add_capacity("AM", 0, patch="S")
    add_capacity("PM", 0, patch="S")


@pytest.mark.parametrize(
    ("closes", "left"),
    [
        ({}, []),
        ({"patch": "N"}, ["S AM", "S PM"]),
        ({"window": "PM"}, ["N AM", "S AM"]),
        ({"patch": "S", "window": "AM"}, ["N AM", "N PM", "S PM"]),
        ({"trade": "EL"}, ["N AM", "N PM", "S AM", "S PM"]),
    ],
)
@pytest.mark.parametrize("planned_first", [True, False])
@time_machine.travel(NOW, tick=False)
def test_a_closure_closes_what_it_covers_whenever_it_is_added(
    four_places: None, closes: dict[str, str], left: list[str], planned_first: bool
) -> None:
    if planned_first:
        plan_days(MONDAY, SUNDAY)
    closure = close(MONDAY, **closes)
    plan_days(MONDAY, SUNDAY)
    assert open_on(MONDAY) == left
    closure.delete()
    apply_closures(MONDAY)
    assert open_on(MONDAY) == ["N AM", "N PM", "S AM", "S PM"]


def close(day: date, patch: str = "", trade: str = "", window: str = "") -> Closure:
    closure = Closure.objects.create(
        day=day,
        patch=Patch.objects.filter(code=patch).first(),
        trade=Trade.objects.filter(code=trade).first(),
        window=Window.objects.filter(code=window).first(),
        reason="Training",
    )
    apply_closures(day)
    return closure


def open_on(day: date) -> list[str]:
    places = Place.objects.filter(day=day, closed=False).select_related("patch", "window")
    return sorted(f"{place.patch.code} {place.window.code}" for place in places)


@time_machine.travel(NOW, tick=False)
def test_a_closure_beyond_the_planned_days_plans_nothing(pattern: None) -> None:
    close(MONDAY)
    Closure.objects.all().delete()
    apply_closures(MONDAY)
    assert not Place.objects.exists()


@time_machine.travel(NOW, tick=False)
def test_the_command_plans_from_today(pattern: None) -> None:
    out = StringIO()
    call_command("plan_diary", days=7, stdout=out)
    assert out.getvalue() == "Places made: 7, changed: 0, until Wednesday 11 March 2026.\n"


def test_the_command_refuses_days_gone_by(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("plan_diary", days=-1)


@pytest.mark.parametrize(("days_before", "warnings"), [(60 + 180, []), (60 + 179, ["appointments.W001"])])
def test_a_warning_comes_well_before_bank_holidays_are_unknown(days_before: int, warnings: list[str]) -> None:
    with time_machine.travel(last_known_bank_holiday() - timedelta(days=days_before), tick=False):
        assert [warning.id for warning in check_bank_holidays()] == warnings
