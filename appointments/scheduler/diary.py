"""A diary that another scheduler keeps.

A time is held at the scheduler when a resident chooses it. From then on everything is settled in our own rows, within
the caller's transaction, and the scheduler is told of it afterwards (`sweep`): nobody waits for it, and what it cannot
be told now it is told later.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from appointments.diary import DiaryDown, Hold, Job, NotBooked, Slot, SlotGone
from appointments.opening import is_open_at, last_day
from appointments.scheduler import Scheduler, SchedulerDown
from appointments.scheduler.availability import ask_ahead
from appointments.scheduler.holding import Wanted, book, hold
from appointments.scheduler.models import SchedulerBooking
from appointments.scheduler.nudge import nudge_scheduler
from appointments.scheduler.offering import times_with_room, visit_joined, visit_of
from appointments.scheduler.patience import until
from appointments.scheduler.rows import cancel, lock, release
from appointments.scheduler.slots import slot_of, times_of
from appointments.scheduler.telling import Line
from appointments.scheduler.windows import windows
from repairs.council.deadlines import LONDON

PATIENCE_SECONDS = 2.0

State = SchedulerBooking.State


@dataclass(frozen=True)
class SchedulerDiary:
    """`patience` is how many seconds somebody waits, at most.

    However much one request of theirs asks, it waits no longer.
    """

    scheduler: Scheduler
    patience: float = PATIENCE_SECONDS

    def look_ahead(self, job: Job, now: datetime) -> None:
        if visit := visit_of(job):
            today = now.astimezone(LONDON).date()
            ask_ahead(self.scheduler, visit, windows(today, today, last_day(now)))

    def offer(
        self, job: Job, first: date, last: date, now: datetime | None = None, holder: str | None = None
    ) -> list[Slot]:
        visit, now = visit_of(job), now or timezone.now()
        if visit is None:
            return []
        try:
            found = times_with_room(self.scheduler, job, visit, first, last, now, holder, until(self.patience))
        except SchedulerDown as problem:
            raise DiaryDown from problem
        return [slot_of(times) for times in found]

    def hold(self, slot_id: str, job: Job, holder: str, now: datetime, first: date | None = None) -> Hold:
        times = times_of(slot_id)
        joined = visit_joined(job)
        shared = joined if joined and joined.times == times else None
        visit = visit_of(job, with_travel=shared is None)
        if visit is None or not is_open_at(times.day, times.starts, now) or (first and times.day < first):
            raise SlotGone
        line = self.line(now)
        row = hold(Wanted(holder, times, visit, line.later, job.home, job.work, shared), line)
        return Hold(str(row.pk), slot_of(times), line.later)

    def confirm(self, hold_id: str, now: datetime) -> Slot:
        with transaction.atomic():
            (row,) = lock(hold_id)
            if row is None or not book(row, self.line(now)):
                raise SlotGone
            nudge_scheduler()
            return slot_of(row.times)

    def release(self, hold_id: str) -> None:
        with transaction.atomic():
            (row,) = lock(hold_id)
            if row and release(row, timezone.now()):
                nudge_scheduler()

    def move(self, booking_id: str, hold_id: str, now: datetime) -> Slot:
        with transaction.atomic():
            booked, held = lock(booking_id, hold_id)
            if booked is None or held is None:
                raise SlotGone if held is None else NotBooked
            if not cancel(booked, now) and held.state != State.BOOKED:
                raise NotBooked
            if not book(held, self.line(now)):
                raise SlotGone
            nudge_scheduler()
            return slot_of(held.times)

    def cancel(self, booking_id: str) -> None:
        with transaction.atomic():
            (row,) = lock(booking_id)
            if row and (release(row, timezone.now()) or cancel(row, timezone.now())):
                nudge_scheduler()

    def line(self, now: datetime) -> Line:
        return Line(self.scheduler, until(self.patience), now)
