from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appointments.scheduler.stub_server import working_days
from appointments.scheduler.windows import Days, window_of, windows
from appointments.scheduler.words import LONGEST_COMMENT, shortened

TODAY = date(2026, 3, 4)


def test_two_months_take_three_questions() -> None:
    found = windows(TODAY, TODAY, TODAY + timedelta(days=60))
    assert found[0] == Days(date(2026, 3, 4), date(2026, 3, 24))
    assert len(found) == 3


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [(0, 0, 1), (0, 20, 1), (0, 21, 2), (20, 21, 2), (25, 30, 1), (-30, -1, 0), (5, 4, 0), (-30, 0, 1)],
)
def test_no_more_is_asked_than_is_needed(first: int, last: int, count: int) -> None:
    assert len(windows(TODAY, TODAY + timedelta(days=first), TODAY + timedelta(days=last))) == count


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(-40, 100), st.integers(-40, 100))
def test_every_day_from_today_is_in_one_window_of_at_most_fifteen_working_days(
    today: date, first: int, last: int
) -> None:
    found = windows(today, today + timedelta(days=first), today + timedelta(days=last))
    for count in range(max(first, 0), last + 1):
        day = today + timedelta(days=count)
        assert [days for days in found if days.first <= day <= days.last] == [window_of(day, today)]
    assert all(working_days(days.first, days.last) <= 15 for days in found)


@given(st.text())
def test_a_comment_is_never_longer_than_a_scheduler_keeps(text: str) -> None:
    assert len(shortened(text)) <= LONGEST_COMMENT
    assert shortened(shortened(text)) == shortened(text)


def test_a_long_comment_ends_with_a_whole_word() -> None:
    assert shortened("word " * 60) == f"{('word ' * 60)[:254]}…"
    assert shortened("x" * 255) == "x" * 255
