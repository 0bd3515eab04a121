"""By when a repair is due under the council's own priorities."""

from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from repairs.council.working_days import add_working_days

LONDON = ZoneInfo("Europe/London")


class Periods(Protocol):
    """What `repairs.council.models.Priority` says of time."""

    @property
    def complete_hours(self) -> int | None: ...
    @property
    def complete_working_days(self) -> int | None: ...
    @property
    def complete_days(self) -> int | None: ...


def end_of_day(day: date) -> datetime:
    """The last minute of a day in London, which is when a day-long period ends."""
    return datetime.combine(day, time(23, 59), LONDON)


def due_at(priority: Periods, reported_at: datetime) -> datetime:
    """When a repair reported at `reported_at` must be finished.

    Hours are real hours, through nights, weekends and clock changes. Days run to the end of the last day,
    and the day of the report is day zero.
    """
    if priority.complete_hours is not None:
        return reported_at + timedelta(hours=priority.complete_hours)
    day = reported_at.astimezone(LONDON).date()
    if priority.complete_working_days is not None:
        return end_of_day(add_working_days(day, priority.complete_working_days))
    return end_of_day(day + timedelta(days=priority.complete_days or 0))
