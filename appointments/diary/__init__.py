"""What the service asks of a diary, whoever keeps it: the council's own, or another scheduler."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple, Protocol


class SlotGone(Exception):
    """The slot is not there to be had (any more). Offer again."""


class NotBooked(Exception):
    """What was to be moved is not booked (any more)."""


class DiaryDown(Exception):
    """The diary does not answer. Nothing is known of the slot; the report goes on without one."""


@dataclass(frozen=True)
class Job:
    """Work for one visit. `patch` and `trade` are codes; `minutes` are on site, without travel.

    `home` (its UPRN) and `work` (in words) are for schedulers that plan by them, and settle nothing else.
    `joins` is a booking of a visit to the same home, for the same trade: at its time the travel is not counted again.
    """

    patch: str
    trade: str
    minutes: int
    home: str = ""
    work: str = ""
    joins: str = ""


class Slot(NamedTuple):
    """An arrival window on a day, in London time. `id` is the diary's own; `window` is the window's code."""

    id: str
    day: date
    window: str
    starts: time
    ends: time


@dataclass(frozen=True)
class Hold:
    id: str
    slot: Slot
    until: datetime


class Diary(Protocol):
    """Every method may raise DiaryDown."""

    def look_ahead(self, job: Job, now: datetime) -> None:
        """Times for this job will soon be asked for. Never slow, and never fails."""
        ...

    def offer(
        self, job: Job, first: date, last: date, now: datetime | None = None, holder: str | None = None
    ) -> list[Slot]:
        """Slots with room for the job and its travel, by day, then start. Both days are included.

        What `holder` holds counts as free, so that somebody who comes back still sees the slot they chose.
        """
        ...

    def hold(self, slot_id: str, job: Job, holder: str, now: datetime, first: date | None = None) -> Hold:
        """Keep a slot that was offered from others for a while. A day before the first is not to be had.

        A holder has one hold: another slot frees the former, unless the new one is gone. The same slot for the same
        minutes gives the same hold with its time begun afresh.
        Raises SlotGone.
        """
        ...

    def confirm(self, hold_id: str, now: datetime) -> Slot:
        """Book what is held. A hold that ran out is taken again while there is room.

        A second time gives the same answer. It is part of the caller's transaction, if there is one.
        Raises SlotGone, also for a hold that was released.
        """
        ...

    def release(self, hold_id: str) -> None:
        """Free what is held. Nothing happens to what is free already, unknown, or booked."""
        ...

    def move(self, booking_id: str, hold_id: str, now: datetime) -> Slot:
        """Book what is held in place of what is booked, all at once: where that fails, the old booking stands.

        A hold that ran out is taken again while there is room. A second time gives the same answer.
        It is part of the caller's transaction, if there is one. Raises SlotGone or NotBooked.
        """
        ...

    def cancel(self, booking_id: str) -> None:
        """Free what is booked, for others to have. Nothing happens to what is free already or unknown.

        Work that shares the visit stays, with the travel for itself; what is only held for it is freed.
        It is part of the caller's transaction, if there is one.
        """
        ...
