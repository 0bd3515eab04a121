"""Noticing what planners do at the scheduler: what is booked is looked up now and then, many at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import F

from appointments.diary import Slot
from appointments.scheduler import Refused, Scheduler, SchedulerDown, SlotTaken, Standing, Status, Times, breaker
from appointments.scheduler.models import SchedulerBooking
from appointments.scheduler.rows import cancel, change, lock
from appointments.scheduler.slots import slot_of
from repairs.council.deadlines import LONDON

log = structlog.get_logger(__name__)

EVERY = timedelta(minutes=15)
AT_ONCE = 50
# A run that goes on for longer would hold up whatever else its worker does.
MOST_ASKED = 20

State, There = SchedulerBooking.State, SchedulerBooking.There


@dataclass(frozen=True)
class Found:
    """A booking that is not there any more, or not at its time. `times` is None where nothing stands."""

    row: SchedulerBooking
    times: Times | None

    @property
    def booking(self) -> str:
        return str(self.row.pk)

    @property
    def slot(self) -> Slot | None:
        return slot_of(self.times) if self.times else None


def look_up_bookings(scheduler: Scheduler, now: datetime) -> Iterator[Found]:
    """What differs, as far as the scheduler answers. What does not is not asked for again for a quarter of an hour.

    Nor is what does, unless it was never accepted: then it is found once more.
    """
    today = now.astimezone(LONDON).date()
    for _ in range(MOST_ASKED):
        due = SchedulerBooking.objects.to_be_checked(now - EVERY, today)
        rows = list(due.order_by(F("checked_at").asc(nulls_first=True), "pk")[:AT_ONCE])
        if not rows or not breaker.may_ask(scheduler):
            return
        try:
            standing = scheduler.look_up([str(row.key) for row in rows], settings.SCHEDULER_TIMEOUT_SECONDS)
        except (SchedulerDown, Refused, SlotTaken) as problem:
            log.warning("bookings_not_looked_up", problem=str(problem) or "gone")
            return
        # Also what is found below, or the next round would ask for nothing else.
        SchedulerBooking.objects.filter(pk__in=[row.pk for row in rows]).update(checked_at=now)
        for row in rows:
            if found := difference(row, standing.get(str(row.key))):
                yield found


def difference(row: SchedulerBooking, standing: Standing | None) -> Found | None:
    if standing is None:
        return None
    if standing.status is Status.CANCELLED:
        return Found(row, None)
    return Found(row, standing.times) if standing.times not in {None, row.times} else None


def accept(found: Found, now: datetime) -> bool:
    """Our row becomes what the scheduler says. False where we have changed it meanwhile: then the scheduler hears of
    that, and nothing is to follow from this. It is part of the caller's transaction.
    """
    (row,) = lock(found.booking)
    asked = (found.row.key, State.BOOKED, There.BOOKED, found.row.times)
    if row is None or (row.key, row.state, row.there, row.times) != asked:
        return False
    if found.times is None:
        cancel(row, now)
        SchedulerBooking.objects.filter(pk=row.pk).update(there=There.NOTHING)
    else:
        times = found.times
        at = {"day": times.day, "window": times.name, "starts": times.starts, "ends": times.ends}
        # Who comes with whom is the planners' business from now on.
        SchedulerBooking.objects.filter(visit_shared=row).update(visit_shared=None)
        change(row, [State.BOOKED], State.BOOKED, visit_shared=None, **at)
    return True
