"""Making true at the scheduler what we have decided: what is booked made firm, and what nobody wants freed."""

import time
from datetime import datetime, timedelta
from logging import ERROR, WARNING
from typing import Any

import structlog
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from appointments.scheduler import Refused, Scheduler, SchedulerDown, SlotTaken, Status, breaker
from appointments.scheduler.models import LEASE, SchedulerBooking
from appointments.scheduler.rows import read_id
from appointments.scheduler.telling import Line

log = structlog.get_logger(__name__)

BATCH = 100
# A sweep that goes on for longer would hold up whatever else its worker does.
SWEEP_SECONDS = 10
# Long after anybody who asked has had an answer, or has died.
ASKED_FOR = timedelta(minutes=1)
NEEDS_PERSON_AFTER = 5

State, There = SchedulerBooking.State, SchedulerBooking.There


def tell_scheduler(scheduler: Scheduler, now: datetime | None = None) -> int:
    """Tells the scheduler all that is due, as far as it answers. Says of how many bookings it was told.

    What is booked is made firm first. A time that somebody moved to was held before the former was given up.
    """
    now = now or timezone.now()
    give_up(now)
    due = SchedulerBooking.objects.due(now)
    told, until = 0, time.monotonic() + SWEEP_SECONDS
    for rows in (due.to_be_booked(), due.to_be_freed()):
        for row in rows.order_by("due_at")[:BATCH]:
            if time.monotonic() > until or not breaker.may_ask(scheduler):
                return told
            told += claim(row, now) and tell(row, scheduler, now)
    return told


def give_up(now: datetime) -> None:
    """Holds that ran out, and questions that nobody waits for any more."""
    rows = SchedulerBooking.objects
    rows.filter(state=State.HELD, held_until__lte=now).update(state=State.LAPSED, due_at=now)
    rows.filter(state=State.ASKED, created_at__lte=now - ASKED_FOR).update(state=State.RELEASED, due_at=now)


def claim(row: SchedulerBooking, now: datetime) -> bool:
    """Takes a row for one worker: an UPDATE that only one of several can win."""
    due = SchedulerBooking.objects.due(now).filter(pk=row.pk, state=row.state, key=row.key)
    return bool(due.update(lease_until=now + LEASE, attempts=F("attempts") + 1))


def tell(row: SchedulerBooking, scheduler: Scheduler, now: datetime) -> bool:
    """Whether the scheduler now has what it should."""
    line = Line(scheduler, time.monotonic() + settings.SCHEDULER_TIMEOUT_SECONDS, now)
    try:
        if row.state == State.BOOKED:
            line.put_and_make_way(row, Status.BOOKED)
        else:
            line.free(row)
    except SlotTaken:
        return try_later(row, "the scheduler has no room for it any more", now, refused=True)
    except Refused as problem:
        return try_later(row, problem.reason, now, refused=True)
    except SchedulerDown as problem:
        return try_later(row, problem.reason, now)
    there = There.BOOKED if row.state == State.BOOKED else There.NOTHING
    return settle(row, there=there, attempts=0, needs_person=False, last_problem="")


def try_later(row: SchedulerBooking, problem: str, now: datetime, *, refused: bool = False) -> bool:
    """Waits longer after each attempt. A person is called for early; trying goes on, since planners may make room."""
    waits: list[int] = settings.OUTBOX_RETRY_SECONDS
    tries = row.attempts + 1
    expected = row.state in {State.BOOKED, State.CANCELLED}
    needs_person = refused or (expected and tries >= NEEDS_PERSON_AFTER)
    log.log(ERROR if needs_person else WARNING, "scheduler_not_told", booking=str(row.pk), problem=problem)
    later = now + timedelta(seconds=waits[min(tries, len(waits)) - 1])
    settle(row, due_at=later, needs_person=needs_person, last_problem=problem[:300])
    return False


def settle(row: SchedulerBooking, **fields: Any) -> bool:
    """Writes how this attempt ended, unless something else was decided of the booking meanwhile."""
    rows = SchedulerBooking.objects.filter(pk=row.pk, state=row.state, key=row.key)
    return bool(rows.update(lease_until=None, **fields))


def give_up_forgotten(scheduler: Scheduler, now: datetime | None = None) -> int:
    """Frees what the scheduler holds for us and nobody has: a transaction that held it was rolled back, or a process
    died. Says how many there were.
    """
    now = now or timezone.now()
    wait = settings.SCHEDULER_TIMEOUT_SECONDS
    try:
        ran_out = [held.key for held in scheduler.held(wait) if held.until <= now]
        forgotten = [key for key in ran_out if not is_wanted(key)][:BATCH]
        for key in forgotten:
            scheduler.cancel(key, wait)
    except (SchedulerDown, Refused) as problem:
        log.warning("forgotten_holds_not_freed", problem=problem.reason)
        return 0
    return len(forgotten)


def is_wanted(key: str) -> bool:
    known = read_id(key)
    wanted = SchedulerBooking.objects.filter(state__in=[State.ASKED, State.HELD, State.BOOKED])
    return known is not None and wanted.filter(key=known).exists()
