"""Telling a scheduler of a booking of ours, and noticing what that says of the scheduler."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from appointments.scheduler import Appointment, Scheduler, SchedulerDown, SlotTaken, Status, breaker
from appointments.scheduler.availability import forget
from appointments.scheduler.background import within
from appointments.scheduler.models import NOT_WANTED, SchedulerBooking
from appointments.scheduler.rows import change
from appointments.scheduler.windows import window_of
from repairs.council.deadlines import LONDON

State, There = SchedulerBooking.State, SchedulerBooking.There


@dataclass(frozen=True)
class Line:
    """To a scheduler, for as long as somebody waits. `until` is by the monotonic clock, `now` the time of day."""

    scheduler: Scheduler
    until: float
    now: datetime

    @property
    def later(self) -> datetime:
        """Until when a hold that begins now is kept."""
        return self.now + timedelta(minutes=settings.APPOINTMENTS_HOLD_MINUTES)

    @property
    def wait(self) -> float:
        """The seconds that are left. Raises SchedulerDown when there are none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise SchedulerDown("no time is left")
        return left

    def put(self, row: SchedulerBooking, status: Status) -> None:
        """Raises SlotTaken, Refused or SchedulerDown."""
        wait = self.wait
        self.tell(row, partial(self.scheduler.put, str(row.key), appointment_of(row), status, wait), wait)

    def free(self, row: SchedulerBooking) -> None:
        """Raises Refused or SchedulerDown."""
        wait = self.wait
        self.tell(row, partial(self.scheduler.cancel, str(row.key), wait), wait)
        SchedulerBooking.objects.filter(pk=row.pk, key=row.key).update(there=There.NOTHING)

    def tell(self, row: SchedulerBooking, act: "partial[None]", wait: float) -> None:
        try:
            within(wait, act)
        except SchedulerDown:
            breaker.has_failed(self.scheduler)
            raise
        finally:
            today = self.now.astimezone(LONDON).date()
            forget(self.scheduler, row.patch, row.trade, window_of(row.day, today))
        breaker.has_answered(self.scheduler)

    def put_and_make_way(self, row: SchedulerBooking, status: Status) -> None:
        """Hold or book a time. Where there is no room, what of ours takes it for nobody is freed first.

        Raises SlotTaken, Refused or SchedulerDown.
        """
        try:
            self.put(row, status)
        except SlotTaken:
            if not self.make_way(row):
                raise
            self.put(row, status)

    def make_way(self, row: SchedulerBooking) -> int:
        """Frees as much as the row needs, of what is taken for nobody. Returns the minutes freed."""
        freed = 0
        others = SchedulerBooking.objects.in_the_way(row.times, row.visit, self.now).exclude(pk=row.pk)
        for other in others.order_by("held_until", "pk"):
            if freed < row.minutes and is_given_up(other, self.now):
                self.free(other)
                freed += other.minutes
        return freed


def appointment_of(row: SchedulerBooking) -> Appointment:
    return Appointment(
        reference=str(row.pk),
        times=row.times,
        visit=row.visit,
        held_until=row.held_until,
        home=row.home,
        comments=row.work,
    )


def is_given_up(row: SchedulerBooking, now: datetime) -> bool:
    """Whether nobody has it any more. A hold that ran out may have been booked a moment ago, or may be just now."""
    with transaction.atomic():
        # Nobody waits for anybody here: two who free each other's would wait for ever.
        free = SchedulerBooking.objects.select_for_update(skip_locked=True).filter(pk=row.pk).first()
        if free and free.state == State.HELD and free.held_until <= now:
            return change(free, [State.HELD], State.LAPSED, due_at=now)
        return free is not None and free.state in NOT_WANTED
