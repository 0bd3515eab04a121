"""What every diary offers."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from appointments.diary import Diary, Slot
from repairs.council.dates import say_window
from repairs.council.deadlines import LONDON
from tests.appointments.conftest import GOOD_FRIDAY, NOW, SATURDAY, TAP, TOMORROW, MakeRoom

TODAY = NOW.date()
MONTH_LATER = TOMORROW + timedelta(days=40)


def offered(diary: Diary, first: date = TODAY, last: date = MONTH_LATER) -> list[Slot]:
    return diary.offer(TAP, first, last, now=NOW)


def test_slots_come_by_day_then_by_start(diary: Diary, make_room: MakeRoom) -> None:
    make_room(TOMORROW + timedelta(days=1), "AM")
    for window in ["PM", "SCHOOL", "DAY", "AM"]:
        make_room(TOMORROW, window)
    assert [(slot.day.day, slot.window) for slot in offered(diary)] == [
        (5, "AM"),
        (5, "DAY"),
        (5, "SCHOOL"),
        (5, "PM"),
        (6, "AM"),
    ]


@pytest.mark.parametrize(
    ("place", "is_offered"),
    [
        ({}, True),
        ({"patch": "S"}, False),
        ({"trade": "EL"}, False),
        ({"closed": True}, False),
        ({"minutes": 60}, True),
        ({"minutes": 59}, False),
        ({"day": SATURDAY, "window": "SAT"}, True),
        ({"day": SATURDAY, "window": "AM"}, False),
        ({"day": GOOD_FRIDAY}, False),
        ({"day": TODAY, "window": "AM"}, False),
        ({"day": TODAY, "window": "PM"}, True),
        ({"day": TODAY - timedelta(days=1)}, False),
    ],
)
def test_a_slot_is_offered_only_where_somebody_can_come(
    diary: Diary, make_room: MakeRoom, place: dict[str, Any], is_offered: bool
) -> None:
    make_room(**place)
    assert bool(offered(diary, first=TODAY - timedelta(days=7))) is is_offered


def test_nothing_is_offered_outside_the_days_asked_for(diary: Diary, make_room: MakeRoom) -> None:
    for days in range(5):
        make_room(date(2026, 3, 9) + timedelta(days=days))
    slots = offered(diary, first=date(2026, 3, 10), last=date(2026, 3, 12))
    assert [slot.day.day for slot in slots] == [10, 11, 12]


def test_nothing_is_offered_beyond_the_horizon(diary: Diary, make_room: MakeRoom, settings: Settings) -> None:
    settings.APPOINTMENTS_HORIZON_DAYS = 5
    for day in [date(2026, 3, 9), date(2026, 3, 10)]:
        make_room(day)
    assert [slot.day.day for slot in offered(diary)] == [9]


def test_travel_counts_with_the_job(diary: Diary, make_room: MakeRoom, settings: Settings) -> None:
    make_room(minutes=60)
    settings.APPOINTMENTS_TRAVEL_MINUTES = 21
    assert offered(diary) == []


def test_what_others_hold_is_not_offered_until_their_hold_runs_out(diary: Diary, make_room: MakeRoom) -> None:
    make_room(minutes=60)
    slot = offered(diary)[0]
    hold = diary.hold(slot.id, TAP, "ann", NOW)
    assert offered(diary) == []
    assert diary.offer(TAP, TOMORROW, TOMORROW, now=hold.until - timedelta(seconds=1)) == []
    assert diary.offer(TAP, TOMORROW, TOMORROW, now=hold.until) == [slot]


def test_a_person_who_comes_back_still_sees_the_slot_they_hold(diary: Diary, make_room: MakeRoom) -> None:
    make_room(minutes=60)
    slot = offered(diary)[0]
    diary.hold(slot.id, TAP, "ann", NOW)
    assert diary.offer(TAP, TOMORROW, TOMORROW, now=NOW, holder="ann") == [slot]
    assert diary.offer(TAP, TOMORROW, TOMORROW, now=NOW, holder="bob") == []


@pytest.mark.parametrize(("before", "after"), [((3, 27), (3, 30)), ((10, 23), (10, 26))])
def test_windows_read_the_same_when_the_clocks_change(
    diary: Diary, make_room: MakeRoom, before: tuple[int, int], after: tuple[int, int]
) -> None:
    friday, monday = date(2026, *before), date(2026, *after)
    for day in [friday, monday]:
        make_room(day, "AM")
    now = datetime.combine(friday - timedelta(days=1), NOW.time(), LONDON)
    slots = diary.offer(TAP, friday, monday, now=now)
    assert [say_window(slot.starts, slot.ends) for slot in slots] == ["8am to midday"] * 2
