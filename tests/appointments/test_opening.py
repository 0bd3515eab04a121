"""Whether a time is still to come, by the clocks of London and in whatever zone the moment was read."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from appointments.opening import is_to_come
from repairs.council.deadlines import LONDON

ZONES = [UTC, LONDON, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))]
DAYS = [date(2026, 3, 27) + timedelta(days=days) for days in range(5)]
STARTS = [time(0), time(0, 30), time(8), time(23, 59)]
MOMENTS = [datetime(2026, 3, 28, 22, tzinfo=UTC) + timedelta(minutes=30 * count) for count in range(56)]


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_a_time_is_to_come_as_the_clocks_say(zone: timezone) -> None:
    """They are put forward in these days."""
    for day in DAYS:
        for starts in STARTS:
            begins = datetime.combine(day, starts, LONDON).astimezone(UTC)
            wrong = [now for now in MOMENTS if is_to_come(day, starts, now.astimezone(zone)) != (begins > now)]
            assert not wrong


def test_nobody_comes_on_a_bank_holiday() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    assert is_to_come(date(2026, 4, 2), time(8), now)
    assert not is_to_come(date(2026, 4, 3), time(8), now)
