"""Slots as residents choose among them: by day, some days a page. Plain arithmetic, without Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from appointments.diary import Slot
from repairs.council.deadlines import LONDON
from repairs.council.working_days import add_working_days, is_working_day


def first_bookable_day(lead_working_days: int, now: datetime, cutoff_hour: int) -> date:
    """The first day that can be offered: a lead of 1 is the next working day.

    From `cutoff_hour` on, a working day has settled the rounds of the next, which is not offered any more.
    """
    local = now.astimezone(LONDON)
    today = local.date()
    first = add_working_days(today, lead_working_days)
    too_late = is_working_day(today) and local.hour >= cutoff_hour and first <= today + timedelta(days=1)
    return add_working_days(first, 1) if too_late else first


class OfferedDay(NamedTuple):
    day: date
    slots: tuple[Slot, ...]
    is_late: bool


@dataclass(frozen=True)
class DaysPage:
    """Some of the offered days. `earlier` and `later` are the first days of the pages around it, where there are any.

    `nothing_in_time` says that even the first of all offered days is after the due day, `late_next` that the next page
    is the first with days after it.
    """

    days: tuple[OfferedDay, ...]
    earlier: date | None = None
    later: date | None = None
    nothing_in_time: bool = False
    late_next: bool = False

    @property
    def is_late(self) -> bool:
        """Whether its days are after the due day."""
        return any(day.is_late for day in self.days)


def offered_days(
    slots: Iterable[Slot], days_on_page: int = 5, from_day: date | None = None, due: date | None = None
) -> DaysPage:
    """One page of days that have slots, soonest first, from `from_day` on.

    Days after `due`, the last day in time, are on pages of their own, after the others. Past the end is the last page.
    """
    days = by_day(slots, due)
    if not days:
        return DaysPage(())
    in_time = sum(not day.is_late for day in days)
    start = next((index for index, day in enumerate(days) if from_day is None or day.day >= from_day), None)
    if start is None:
        first = in_time if in_time < len(days) else 0
        start = first + (len(days) - 1 - first) // days_on_page * days_on_page
    end = start + days_on_page if start >= in_time else min(start + days_on_page, in_time)
    before = max(in_time if start > in_time else 0, start - days_on_page)
    return DaysPage(
        days=tuple(days[start:end]),
        earlier=days[before].day if start else None,
        later=days[end].day if end < len(days) else None,
        nothing_in_time=not in_time,
        late_next=0 < in_time == end < len(days),
    )


def by_day(slots: Iterable[Slot], due: date | None) -> list[OfferedDay]:
    ordered = sorted(slots, key=attrgetter("day", "starts"))
    return [
        OfferedDay(day, tuple(group), is_late=due is not None and day > due)
        for day, group in groupby(ordered, key=attrgetter("day"))
    ]
