"""Another scheduler: a system of the council's that knows who can come when. Asked over HTTP, or in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol


class SchedulerDown(Exception):
    """No answer that can be used. What was asked may have been done. `reason` holds nothing personal."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SlotTaken(Exception):
    """There is no room for it (any more). The scheduler has changed nothing."""


class Refused(Exception):
    """The scheduler will never take this as it is: a person must look. It has changed nothing."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Status(StrEnum):
    HELD = "held"
    BOOKED = "booked"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Visit:
    """Work to find a time for. `patch` and `trade` are the council's codes; `minutes` are with travel."""

    patch: str
    trade: str
    minutes: int


@dataclass(frozen=True)
class Times:
    """A part of a day in which somebody comes, in London time. `name` is the scheduler's own, for example AM."""

    day: date
    name: str
    starts: time
    ends: time


@dataclass(frozen=True)
class Room:
    times: Times
    minutes: int
    """Left, of work and travel together."""


@dataclass(frozen=True)
class Appointment:
    reference: str
    """Our booking's id, as the works order names it."""
    times: Times
    visit: Visit
    held_until: datetime
    home: str = ""
    """The UPRN."""
    comments: str = ""


@dataclass(frozen=True)
class HeldKey:
    key: str
    until: datetime


@dataclass(frozen=True)
class Standing:
    """What stands under a key of ours. `times` is None where nothing does."""

    status: Status
    times: Times | None


class Scheduler(Protocol):
    """`wait` is how many seconds the answer may take. Every method may raise SchedulerDown or Refused."""

    @property
    def name(self) -> str:
        """Tells one scheduler from another."""
        ...

    def room(self, visit: Visit, first: date, last: date, wait: float) -> Sequence[Room]:
        """How much room there is from the first day to the last, at most 21 days. Both are included."""
        ...

    def put(self, key: str, appointment: Appointment, status: Status, wait: float) -> None:
        """Hold or book a time under our key, or change what stands under it. The same again changes nothing.

        All at once: where that fails, what stood under the key still stands. Raises SlotTaken.
        A key that was cancelled is Refused.
        """
        ...

    def cancel(self, key: str, wait: float) -> None:
        """Free what stands under our key, for good. Nothing happens to what is free already or unknown."""
        ...

    def look_up(self, keys: Sequence[str], wait: float) -> Mapping[str, Standing]:
        """What stands under each of these keys, at most 50. What is left out of the answer is not known."""
        ...

    def held(self, wait: float) -> Sequence[HeldKey]:
        """Everything that we hold and have not booked."""
        ...
