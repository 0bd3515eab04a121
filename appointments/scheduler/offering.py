"""Which times a scheduler's diary offers."""

from collections import Counter
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from appointments.diary import Job
from appointments.diary.local import minutes_of
from appointments.opening import is_open_at, last_day
from appointments.scheduler import Scheduler, Times, Visit
from appointments.scheduler.availability import room_within
from appointments.scheduler.models import NOT_WANTED, SchedulerBooking
from appointments.scheduler.rows import read_id
from appointments.scheduler.windows import windows
from repairs.council.deadlines import LONDON

State, There = SchedulerBooking.State, SchedulerBooking.There


def visit_of(job: Job, *, with_travel: bool = True) -> Visit | None:
    """None where there is nobody to ask for."""
    minutes = minutes_of(job) if with_travel else job.minutes
    return Visit(job.patch, job.trade, minutes) if job.patch and job.trade else None


def visit_joined(job: Job) -> SchedulerBooking | None:
    """The booking that has the journey for the visit that the job would be part of, while that stands."""
    if not (key := read_id(job.joins)):
        return None
    booked = SchedulerBooking.objects.filter(pk=key, state=State.BOOKED, patch=job.patch, trade=job.trade)
    found = booked.select_related("visit_shared").first()
    return found and (found.visit_shared or found)


def times_with_room(
    scheduler: Scheduler,
    job: Job,
    visit: Visit,
    first: date,
    last: date,
    now: datetime,
    holder: str | None,
    until: float,
) -> list[Times]:
    """By day, then start, as far as it is known by `until`. Raises SchedulerDown."""
    last = min(last, last_day(now))
    wanted = windows(now.astimezone(LONDON).date(), first, last)
    if not wanted:
        return []
    rooms = room_within(scheduler, visit, wanted, until)
    spare = minutes_for_nobody(visit, first, last, now, holder)
    joined = visit_joined(job)
    needed = {joined.times: job.minutes} if joined else {}
    with_room = {
        room.times for room in rooms if room.minutes + spare[room.times] >= needed.get(room.times, visit.minutes)
    }
    found = [times for times in with_room if first <= times.day <= last and is_open_at(times.day, times.starts, now)]
    return sorted(found, key=lambda times: (times.day, times.starts, times.ends, times.name))


def minutes_for_nobody(visit: Visit, first: date, last: date, now: datetime, holder: str | None) -> Counter[Times]:
    """What the scheduler counts as taken and is free all the same: it has yet to be told, or the holder has it.

    Less what it counts as free, and is not.
    """
    free = Q(state__in=NOT_WANTED) | Q(state=State.HELD) & (Q(held_until__lte=now) | Q(holder=holder))
    rows = SchedulerBooking.objects.filter(
        free, patch=visit.patch, trade=visit.trade, day__range=(first, last), there__in=[There.HELD, There.BOOKED]
    )
    spare: Counter[Times] = Counter()
    for row in rows:
        spare[row.times] += row.minutes
    for row in longer_than_told(visit, first, last):
        spare[row.times] -= settings.APPOINTMENTS_TRAVEL_MINUTES
    return spare


def longer_than_told(visit: Visit, first: date, last: date) -> QuerySet[SchedulerBooking]:
    """What was handed a journey of which the scheduler has yet to hear."""
    booked = SchedulerBooking.objects.filter(state=State.BOOKED, there=There.UNKNOWN, day__range=(first, last))
    return booked.filter(patch=visit.patch, trade=visit.trade)
