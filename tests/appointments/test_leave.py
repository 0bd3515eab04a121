"""Whoever is away is taken off what their team can do, and what is taken already stays."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appointments.closures import close, open_again
from appointments.diary.local import LocalDiary
from appointments.models import Closure, Leave, Place, Team, WeeklyCapacity, Window
from appointments.plan import Planned, plan_again, plan_days
from tests.appointments.conftest import NOW, TAP
from tests.appointments.test_plan import MONDAY, SUNDAY, add_capacity
from tests.tries import tries

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def team(town: None, in_march: None) -> Team:
    """Plumbers in the north, each morning and afternoon of a week that is planned."""
    for weekday in range(5):
        add_capacity("AM", weekday)
        team = add_capacity("PM", weekday).team
    plan_days(MONDAY, SUNDAY)
    return team


@pytest.fixture
def in_march() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def away(team: Team, first: date, last: date, window: str = "", minutes: int | None = None) -> Leave:
    leave = Leave.objects.create(
        team=team,
        first_day=first,
        last_day=last,
        window=Window.objects.filter(code=window).first(),
        minutes=minutes,
        reason="Annual leave",
    )
    plan_again((team.patch_id, team.trade_id), first, last)
    return leave


def minutes_on(day: date) -> dict[str, int]:
    return {place.window.code: place.minutes for place in Place.objects.filter(day=day).order_by("window__code")}


@pytest.mark.parametrize(
    ("window", "minutes", "left"),
    [
        ("", None, {"AM": 0, "PM": 0}),
        ("", 60, {"AM": 180, "PM": 180}),
        ("PM", None, {"AM": 240, "PM": 0}),
        ("PM", 60, {"AM": 240, "PM": 180}),
        ("PM", 9999, {"AM": 240, "PM": 0}),
        ("SCHOOL", None, {"AM": 240, "PM": 240}),
    ],
)
def test_leave_takes_minutes_off_its_windows_until_it_is_deleted(
    team: Team, window: str, minutes: int | None, left: dict[str, int]
) -> None:
    leave = away(team, MONDAY, MONDAY, window, minutes)
    assert (minutes_on(MONDAY), minutes_on(TUESDAY)) == (left, {"AM": 240, "PM": 240})
    leave.delete()
    plan_again(None)
    assert minutes_on(MONDAY) == {"AM": 240, "PM": 240}


def test_leave_that_overlaps_takes_off_no_more_than_there_is(team: Team) -> None:
    away(team, MONDAY, TUESDAY)
    away(team, MONDAY, MONDAY, minutes=60)
    away(team, TUESDAY, TUESDAY, "AM", 60)
    assert (minutes_on(MONDAY), minutes_on(TUESDAY)) == ({"AM": 0, "PM": 0}, {"AM": 0, "PM": 0})


def test_one_team_away_leaves_the_other_team_of_the_patch_and_trade(team: Team) -> None:
    other = Team.objects.create(name="Apprentices", patch=team.patch, trade=team.trade)
    WeeklyCapacity.objects.create(team=other, weekday=0, window=Window.objects.get(code="AM"), minutes=100)
    away(team, MONDAY, MONDAY)
    assert minutes_on(MONDAY) == {"AM": 100, "PM": 0}
    Team.objects.filter(pk=other.pk).update(active=False)
    plan_again(None)
    assert minutes_on(MONDAY) == {"AM": 0, "PM": 0}


def test_what_is_taken_stays_and_is_told(team: Team) -> None:
    diary, place = LocalDiary(), Place.objects.get(day=MONDAY, window__code="AM")
    diary.confirm(diary.hold(str(place.pk), TAP, "ann", NOW).id, NOW)
    Leave.objects.create(team=team, first_day=MONDAY, last_day=MONDAY, reason="Annual leave")
    assert plan_again(None, MONDAY, MONDAY) == Planned(made=0, changed=2, short=1)
    assert minutes_on(MONDAY) == {"AM": 60, "PM": 0}


def test_leave_ends_on_or_after_the_day_it_begins(team: Team) -> None:
    with pytest.raises(ValidationError, match="The last day must be the first day or after it"):
        Leave(team=team, first_day=TUESDAY, last_day=MONDAY, reason="Annual leave").full_clean()


DAYS = st.integers(0, 4)
WINDOW = st.sampled_from(["AM", "PM", ""])
AWAY = st.tuples(DAYS, DAYS, WINDOW, st.none() | st.integers(1, 400))
CLOSED = st.tuples(DAYS, WINDOW)
BOOKED = st.tuples(DAYS, st.sampled_from(["AM", "PM"]), st.booleans())


@given(
    pattern=st.lists(st.tuples(DAYS, st.sampled_from(["AM", "PM"]), st.integers(0, 400)), unique_by=lambda p: p[:2]),
    leave=st.lists(AWAY, max_size=4),
    closed=st.lists(CLOSED, max_size=3),
    booked=st.lists(BOOKED, max_size=6),
)
@settings(max_examples=tries(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_planned_what_is_taken_fits_and_undoing_restores(
    team: Team,
    pattern: list[tuple[int, str, int]],
    leave: list[tuple[int, int, str, int | None]],
    closed: list[tuple[int, str]],
    booked: list[tuple[int, str, bool]],
) -> None:
    with transaction.atomic():
        for weekday, window, minutes in pattern:
            rows = WeeklyCapacity.objects.filter(team=team, weekday=weekday, window__code=window)
            rows.update(minutes=minutes)
        plan_again(None)
        diary = LocalDiary()
        for number, (day, window, confirmed) in enumerate(booked):
            take(diary, MONDAY + timedelta(days=day), window, f"holder {number}", confirmed=confirmed)
        before = everything()
        shut = [close(closure_of(day, window))[0].pk for day, window in closed]
        for one, other, window, off in leave:
            first, last = sorted([MONDAY + timedelta(days=one), MONDAY + timedelta(days=other)])
            away(team, first, last, window, off)
        assert all(place.minutes >= place.held + place.booked for place in Place.objects.all())
        assert plan_days(MONDAY, SUNDAY).changed == 0
        Leave.objects.all().delete()
        plan_again(None)
        for pk in shut:
            open_again(pk)
        assert everything() == before
        transaction.set_rollback(True)


def take(diary: LocalDiary, day: date, window: str, holder: str, *, confirmed: bool) -> None:
    place = Place.objects.get(day=day, window__code=window)
    if place.free >= 60:
        hold = diary.hold(str(place.pk), TAP, holder, NOW)
        if confirmed:
            diary.confirm(hold.id, NOW)


def closure_of(day: int, window: str) -> Closure:
    row = Window.objects.filter(code=window).first()
    return Closure(day=MONDAY + timedelta(days=day), window=row, reason="Training")


def everything() -> list[Any]:
    return list(Place.objects.order_by("pk").values())
