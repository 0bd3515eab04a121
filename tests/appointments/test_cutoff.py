"""Until when a visit can be changed online: 4pm on the working day before, by the clock on the wall in London."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from appointments.cutoff import change_until, is_too_late

UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("visit", "until_utc"),
    [
        (date(2026, 3, 5), "2026-03-04 16:00"),  # Thursday: Wednesday
        (date(2026, 3, 9), "2026-03-06 16:00"),  # Monday: Friday
        (date(2026, 3, 7), "2026-03-06 16:00"),  # Saturday: Friday
        (date(2026, 3, 29), "2026-03-27 16:00"),  # the Sunday on which clocks go forward
        (date(2026, 3, 30), "2026-03-27 16:00"),  # Monday after clocks went forward: still winter time on Friday
        (date(2026, 3, 31), "2026-03-30 15:00"),  # Tuesday: Monday is summer time
        (date(2026, 4, 7), "2026-04-02 15:00"),  # Tuesday after Easter: Maundy Thursday
        (date(2026, 4, 4), "2026-04-02 15:00"),  # Saturday after Good Friday
        (date(2026, 5, 5), "2026-05-01 15:00"),  # Tuesday after the early May bank holiday
        (date(2026, 10, 26), "2026-10-23 15:00"),  # Monday after clocks went back: still summer time on Friday
        (date(2026, 10, 27), "2026-10-26 16:00"),  # Tuesday: Monday is winter time
        (date(2026, 12, 29), "2026-12-24 16:00"),  # after Christmas and its substitute: Christmas Eve
    ],
)
def test_until_4pm_on_the_working_day_before(visit: date, until_utc: str) -> None:
    until = datetime.fromisoformat(until_utc).replace(tzinfo=UTC)
    assert change_until(visit, 16) == until
    assert not is_too_late(visit, 16, until - timedelta(microseconds=1))
    assert is_too_late(visit, 16, until)


@pytest.mark.parametrize(
    ("hour", "until_utc"), [(0, "2026-03-04 00:00"), (12, "2026-03-04 12:00"), (24, "2026-03-05 00:00")]
)
def test_the_hour_is_the_councils_own(hour: int, until_utc: str) -> None:
    assert change_until(date(2026, 3, 5), hour) == datetime.fromisoformat(until_utc).replace(tzinfo=UTC)
