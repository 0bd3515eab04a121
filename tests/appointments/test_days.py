from datetime import date, datetime, time, timedelta

import pytest
from pytest_django import Settings

from appointments.diary import Slot
from appointments.offer import first_day, offered_days
from repairs.council.deadlines import LONDON


@pytest.mark.parametrize(
    ("lead", "reported", "first"),
    [
        (1, "2026-03-04 10:00", "2026-03-05"),
        (2, "2026-03-04 10:00", "2026-03-06"),
        (1, "2026-03-04 15:59", "2026-03-05"),
        (1, "2026-03-04 16:00", "2026-03-06"),
        (2, "2026-03-04 23:59", "2026-03-06"),
        (1, "2026-03-06 10:00", "2026-03-09"),
        (1, "2026-03-06 17:00", "2026-03-09"),
        (1, "2026-03-07 10:00", "2026-03-09"),
        (1, "2026-03-08 10:00", "2026-03-09"),
        (1, "2026-03-08 18:00", "2026-03-09"),
        (1, "2026-04-02 10:00", "2026-04-07"),
        (1, "2026-04-02 17:00", "2026-04-07"),
        (0, "2026-03-04 10:00", "2026-03-04"),
        (1, "2026-03-30 00:30", "2026-03-31"),
        (1, "2026-07-01 16:30", "2026-07-03"),
    ],
)
def test_the_first_day_leaves_time_to_plan(lead: int, reported: str, first: str) -> None:
    now = datetime.fromisoformat(reported).replace(tzinfo=LONDON)
    assert first_day(lead, now) == date.fromisoformat(first)


def test_reporting_later_never_brings_an_earlier_day() -> None:
    hours = [datetime(2026, 3, 2, tzinfo=LONDON) + timedelta(hours=hour) for hour in range(24 * 60)]
    days = [first_day(1, hour) for hour in hours]
    assert days == sorted(days)


def test_the_hour_from_which_tomorrow_is_settled_is_a_setting(settings: Settings) -> None:
    settings.APPOINTMENTS_SAME_DAY_CUTOFF_HOUR = 10
    assert first_day(1, datetime(2026, 3, 4, 10, tzinfo=LONDON)) == date(2026, 3, 6)


def slots(*days: int) -> list[Slot]:
    return [
        Slot(f"{day}{window}", date(2026, 3, day), window, time(starts), time(starts + 4))
        for day in days
        for window, starts in [("AM", 8), ("PM", 12)]
    ]


def shown(days: list[int], from_day: int | None = None) -> tuple[list[int], int | None, int | None]:
    page = offered_days(slots(*days), from_day=date(2026, 3, from_day) if from_day else None)
    return (
        [day.day.day for day in page.days],
        page.earlier.day if page.earlier else None,
        page.later.day if page.later else None,
    )


SEVEN = [2, 3, 4, 5, 6, 9, 10]


@pytest.mark.parametrize(
    ("from_day", "page"),
    [
        (None, ([2, 3, 4, 5, 6], None, 9)),
        (1, ([2, 3, 4, 5, 6], None, 9)),
        (9, ([9, 10], 2, None)),
        (7, ([9, 10], 2, None)),
        (4, ([4, 5, 6, 9, 10], 2, None)),
        (31, ([9, 10], 2, None)),
    ],
)
def test_five_days_a_page_with_a_way_to_earlier_and_later_days(
    from_day: int | None, page: tuple[list[int], int | None, int | None]
) -> None:
    assert shown(SEVEN, from_day) == page


def test_five_days_fill_one_page() -> None:
    assert shown(SEVEN[:5]) == ([2, 3, 4, 5, 6], None, None)


def test_a_day_holds_its_slots_in_order() -> None:
    page = offered_days(reversed(slots(3, 2)))
    assert [[slot.id for slot in day.slots] for day in page.days] == [["2AM", "2PM"], ["3AM", "3PM"]]


@pytest.mark.parametrize(
    ("from_day", "days", "earlier", "later", "late_next"),
    [
        (None, [2, 3], None, 4, True),
        (3, [3], 2, 4, True),
        (4, [4, 5, 6, 9, 10], 2, 11, False),
        (11, [11, 12], 4, None, False),
        (31, [11, 12], 4, None, False),
    ],
)
def test_days_after_our_target_are_on_pages_of_their_own(
    from_day: int | None, days: list[int], earlier: int | None, later: int | None, late_next: bool
) -> None:
    first = date(2026, 3, from_day) if from_day else None
    page = offered_days(slots(*SEVEN, 11, 12), due=date(2026, 3, 3), from_day=first)
    assert [day.day.day for day in page.days] == days
    assert {day.is_late for day in page.days} == {days[0] > 3}
    assert (page.earlier and page.earlier.day, page.later and page.later.day, page.late_next) == (
        earlier,
        later,
        late_next,
    )
    assert not page.nothing_in_time


def test_it_says_when_the_first_of_all_days_is_after_our_target() -> None:
    due = date(2026, 3, 1)
    assert offered_days(slots(*SEVEN), due=due).nothing_in_time
    assert offered_days(slots(*SEVEN), due=due, from_day=due + timedelta(days=8)).nothing_in_time


def test_nothing_offered_is_an_empty_page() -> None:
    page = offered_days([], due=date(2026, 3, 1))
    assert (page.days, page.earlier, page.later, page.nothing_in_time) == ((), None, None, False)
