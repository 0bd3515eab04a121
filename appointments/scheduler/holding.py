"""Taking a time at a scheduler for somebody. Written down before it is asked for, and settled when it answers."""

import uuid
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from appointments.diary import DiaryDown, SlotGone
from appointments.opening import is_open_at
from appointments.scheduler import Refused, SchedulerDown, SlotTaken, Status, Times, Visit, breaker
from appointments.scheduler.models import SchedulerBooking
from appointments.scheduler.rows import ask, change, hold_of, make_held, take_over
from appointments.scheduler.telling import Line

log = structlog.get_logger(__name__)

State, There = SchedulerBooking.State, SchedulerBooking.There


@dataclass(frozen=True)
class Wanted:
    """`home` and `work` are told to the scheduler, and settle nothing."""

    holder: str
    times: Times
    visit: Visit
    until: datetime
    home: str = ""
    work: str = ""
    shared: SchedulerBooking | None = None
    """The booking whose journey serves for this too."""

    def is_held_by(self, row: SchedulerBooking | None) -> bool:
        if row is None or not self.is_in(row):
            return False
        shared = self.shared.pk if self.shared else None
        return (row.minutes, row.visit_shared_id) == (self.visit.minutes, shared)

    def is_in(self, row: SchedulerBooking) -> bool:
        return (row.times, row.patch, row.trade) == (self.times, self.visit.patch, self.visit.trade)


def hold(wanted: Wanted, line: Line) -> SchedulerBooking:
    """The one hold that its holder now has. Raises SlotGone or DiaryDown; then the former hold stays as it is."""
    row = hold_of(wanted.holder)
    if row and wanted.is_held_by(row) and change(row, [State.HELD], State.HELD, held_until=wanted.until):
        return row
    if not breaker.may_ask(line.scheduler):
        raise DiaryDown
    try:
        if row and wanted.is_in(row):
            return hold_for_other_minutes(row, wanted, line)
        return hold_anew(wanted, line)
    except SlotTaken:
        raise SlotGone from None
    except (SchedulerDown, Refused) as problem:
        log.warning("hold_failed", problem=problem.reason)
        raise DiaryDown from problem


def hold_anew(wanted: Wanted, line: Line) -> SchedulerBooking:
    row = ask(
        wanted.holder, wanted.times, wanted.visit, wanted.until, line.now, wanted.home, wanted.work, wanted.shared
    )
    try:
        line.put_and_make_way(row, Status.HELD)
    except SlotTaken:
        change(row, [State.ASKED], State.RELEASED, there=There.NOTHING)
        # The same button selected twice: the first has it.
        if (first := hold_of(wanted.holder)) and wanted.is_held_by(first):
            return first
        raise
    except (SchedulerDown, Refused):
        change(row, [State.ASKED], State.RELEASED, due_at=line.now)
        raise
    if not make_held(row, wanted.until, line.now):
        change(row, [State.ASKED], State.RELEASED, due_at=line.now)
        raise SchedulerDown("given up meanwhile")
    return row


def hold_for_other_minutes(row: SchedulerBooking, wanted: Wanted, line: Line) -> SchedulerBooking:
    """Changed where it stands: what is held already is room for it.

    Fewer minutes are told when it is booked. Were the answer lost, more would be ours than the scheduler keeps for us.
    """
    changed = copy(row)
    changed.minutes, changed.held_until = wanted.visit.minutes, wanted.until
    if changed.minutes > row.minutes:
        line.put_and_make_way(changed, Status.HELD)
    if taken := take_over(row, changed.minutes, wanted.shared, wanted.until, line.now):
        return taken
    # It was booked or given up meanwhile, and is put right at the scheduler.
    SchedulerBooking.objects.filter(pk=row.pk).update(there=There.UNKNOWN, due_at=line.now)
    raise SchedulerDown("changed meanwhile")


def book(row: SchedulerBooking, line: Line) -> bool:
    """Whether the booking now stands. The scheduler has the time already, and is told afterwards that it is firm."""
    if row.state == State.BOOKED:
        return True
    if row.state not in {State.HELD, State.LAPSED} or not is_open_at(row.day, row.starts, line.now):
        return False
    taken: dict[str, Any] = {} if row.state == State.HELD else take_again(row, line)
    if row.state == State.LAPSED and not taken:
        return False
    return change(row, [row.state], State.BOOKED, booked_at=line.now, due_at=line.now, **taken)


def take_again(row: SchedulerBooking, line: Line) -> dict[str, Any]:
    """What has changed where a time that was given up could be held once more. Empty where it could not.

    It has a key of its own: one that was cancelled, or may yet be, cannot be used again.
    """
    changed = copy(row)
    changed.key, changed.held_until = uuid.uuid4(), line.later
    try:
        if row.there != There.NOTHING:
            line.free(row)
        line.put_and_make_way(changed, Status.HELD)
    except (SlotTaken, SchedulerDown, Refused):
        return {}
    return {"key": changed.key, "there": There.HELD}
