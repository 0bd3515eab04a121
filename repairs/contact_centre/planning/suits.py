"""Which times suit somebody who said when they could be in. Plain arithmetic."""

from collections.abc import Collection, Iterator
from datetime import time

from appointments.diary import Slot

WEEKDAYS, SATURDAY, EVERY_DAY = range(5), range(5, 6), range(7)
BEGIN, NOON, LATE = time.min, time(12), time.max

SPANS: dict[str, tuple[range, time, time]] = {
    "weekday mornings": (WEEKDAYS, BEGIN, NOON),
    "weekday afternoons": (WEEKDAYS, NOON, time(17)),
    "school hours": (WEEKDAYS, time(9), time(15)),
    "weekday evenings": (WEEKDAYS, time(16), LATE),
    "Saturday mornings": (SATURDAY, BEGIN, time(13)),
    "any time": (EVERY_DAY, BEGIN, LATE),
}
"""By what the journey asks: on which days, from when, until when."""


def suits(slot: Slot, wishes: Collection[str]) -> bool:
    """Whether they could be in for all of it: somebody in all morning and all afternoon is in all day."""
    reach = slot.starts
    for starts, ends in sorted(spans_on(slot.day.weekday(), wishes)):
        if starts <= reach < ends:
            reach = ends
    return reach >= slot.ends


def spans_on(weekday: int, wishes: Collection[str]) -> Iterator[tuple[time, time]]:
    for wish in wishes:
        days, starts, ends = SPANS.get(wish, (range(0), BEGIN, BEGIN))
        if weekday in days:
            yield starts, ends
