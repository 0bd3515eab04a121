"""Days, cut into as many as a scheduler is asked for at once. Plain Python, without Django."""

from dataclasses import dataclass
from datetime import date, timedelta

# Three weeks: never more than 15 working days, which is as many as some schedulers answer for.
WINDOW = timedelta(days=21)


@dataclass(frozen=True, order=True)
class Days:
    first: date
    last: date


def windows(today: date, first: date, last: date) -> list[Days]:
    """Windows that cover the days from `first` to `last`, none of them gone by.

    They are counted from today, whatever is asked for, so that what was asked for one report serves another.
    """
    first = max(first, today)
    if first > last:
        return []
    start = window_of(first, today).first
    count = (last - start) // WINDOW + 1
    return [window_of(start + number * WINDOW, today) for number in range(count)]


def window_of(day: date, today: date) -> Days:
    start = today + (day - today) // WINDOW * WINDOW
    return Days(start, start + WINDOW - timedelta(days=1))
