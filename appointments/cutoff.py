"""Until when a visit can be changed online: an hour of the working day before it, in London. Plain Python."""

from datetime import date, datetime, time, timedelta

from repairs.council.deadlines import LONDON
from repairs.council.working_days import is_working_day


def change_until(visit: date, cutoff_hour: int) -> datetime:
    """The moment from which it is too late. The hour is that of the clock on the wall, also when clocks change."""
    day = visit - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time.min, LONDON) + timedelta(hours=cutoff_hour)


def is_too_late(visit: date, cutoff_hour: int, now: datetime) -> bool:
    return now >= change_until(visit, cutoff_hour)
