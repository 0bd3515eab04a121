"""What every diary offers."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from appointments.diary import Diary, Slot, SlotGone
from appointments.models import Window
from appointments.scheduler import stub_book
from repairs.council.dates import say_window
from repairs.council.deadlines import LONDON
from tests.appointments.conftest import GOOD_FRIDAY, NOW, SATURDAY, TAP, TOMORROW, Keeper, MakeRoom

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


@pytest.fixture
def morning_on_sundays(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clocks change on Sundays, on which else nobody comes."""
    Window.objects.filter(code="AM").update(weekdays=[6])
    monkeypatch.setattr(stub_book, "WINDOWS", [("AM", time(8), time(12), [6])])


@pytest.mark.usefixtures("morning_on_sundays")
@pytest.mark.parametrize(
    ("sunday", "eight_in_utc"), [(date(2026, 3, 29), 7), (date(2026, 10, 25), 8)], ids=["an hour less", "an hour more"]
)
def test_on_the_day_the_clocks_change_a_window_is_open_until_it_begins_in_london(
    diary: Diary, make_room: MakeRoom, sunday: date, eight_in_utc: int
) -> None:
    make_room(sunday, "AM")
    begins = datetime(sunday.year, sunday.month, sunday.day, eight_in_utc, tzinfo=UTC)
    (slot,) = diary.offer(TAP, sunday, sunday, now=begins - timedelta(seconds=1))
    assert (slot.day, say_window(slot.starts, slot.ends)) == (sunday, "8am to midday")
    assert diary.offer(TAP, sunday, sunday, now=begins) == []
    with pytest.raises(SlotGone):
        diary.hold(slot.id, TAP, "ann", begins)
    held = diary.hold(slot.id, TAP, "ann", begins - timedelta(minutes=5))
    assert held.until == begins + timedelta(minutes=5)
    with pytest.raises(SlotGone):
        diary.confirm(held.id, begins)
    assert diary.confirm(held.id, begins - timedelta(seconds=1)) == slot
