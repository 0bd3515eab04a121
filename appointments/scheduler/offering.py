"""Which times a scheduler's diary offers."""

from collections import Counter
from datetime import date, datetime

from django.db.models import Q

from appointments.diary import Job
from appointments.diary.local import minutes_of
from appointments.opening import is_open_at, last_day
from appointments.scheduler import Scheduler, Times, Visit
from appointments.scheduler.availability import room_within
from appointments.scheduler.models import NOT_WANTED, SchedulerBooking
from appointments.scheduler.windows import windows
from repairs.council.deadlines import LONDON

State, There = SchedulerBooking.State, SchedulerBooking.There


def visit_of(job: Job) -> Visit | None:
    """None where there is nobody to ask for."""
    return Visit(job.patch, job.trade, minutes_of(job)) if job.patch and job.trade else None


def times_with_room(
    scheduler: Scheduler, visit: Visit, first: date, last: date, now: datetime, holder: str | None, patience: float
) -> list[Times]:
    """By day, then start. Raises SchedulerDown."""
    last = min(last, last_day(now))
    wanted = windows(now.astimezone(LONDON).date(), first, last)
    if not wanted:
        return []
    rooms = room_within(scheduler, visit, wanted, patience)
    spare = minutes_for_nobody(visit, first, last, now, holder)
    with_room = {room.times for room in rooms if room.minutes + spare[room.times] >= visit.minutes}
    found = [times for times in with_room if first <= times.day <= last and is_open_at(times.day, times.starts, now)]
    return sorted(found, key=lambda times: (times.day, times.starts, times.ends, times.name))


def minutes_for_nobody(visit: Visit, first: date, last: date, now: datetime, holder: str | None) -> Counter[Times]:
    """What the scheduler counts as taken and is free all the same: it has yet to be told, or the holder has it."""
    free = Q(state__in=NOT_WANTED) | Q(state=State.HELD) & (Q(held_until__lte=now) | Q(holder=holder))
    rows = SchedulerBooking.objects.filter(
        free, patch=visit.patch, trade=visit.trade, day__range=(first, last), there__in=[There.HELD, There.BOOKED]
    )
    spare: Counter[Times] = Counter()
    for row in rows:
        spare[row.times] += row.minutes
    return spare
