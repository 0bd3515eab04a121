"""Slots as choices on a page, in words and by day. Plain Python, without Django."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Protocol

from appointments.days import DaysPage
from appointments.diary import Slot
from repairs.council.dates import say_date, say_window

Choices = list[tuple[str, Sequence[tuple[str, str]]]]


def choices_by_day(days: DaysPage) -> Choices:
    return [(say_date(day.day), choices_of(day.slots)) for day in days.days]


def choices_of(slots: Iterable[Slot]) -> list[tuple[str, str]]:
    return [(slot.id, label(slot)) for slot in slots]


class Named(Protocol):
    """A time on a day, of whatever kind."""

    @property
    def day(self) -> date: ...
    @property
    def starts(self) -> time: ...
    @property
    def ends(self) -> time: ...


def say_slot(slot: Named) -> str:
    """Thursday 5 March 2026, 8am to midday."""
    return f"{say_date(slot.day)}, {say_window(slot.starts, slot.ends)}"


def label(slot: Slot) -> str:
    window = say_window(slot.starts, slot.ends)
    return window[0].upper() + window[1:]
