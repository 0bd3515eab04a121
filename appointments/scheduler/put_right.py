"""What a person does where the scheduler and we do not agree."""

from collections.abc import Iterable
from datetime import datetime

from appointments.scheduler.models import SchedulerBooking, SchedulerBookingQuerySet

There = SchedulerBooking.There


def tell_again(ids: Iterable[object], now: datetime) -> int:
    """At the next sweep, whatever the wait was. Says how many had something to be told."""
    return sum(rows.update(due_at=now, lease_until=None) for rows in to_be_told(ids))


def call_settled(ids: Iterable[object]) -> int:
    """A person has done at the scheduler what it was to be told. Says how many had something to be told."""
    settled = {"needs_person": False, "last_problem": "", "attempts": 0, "lease_until": None}
    booked, freed = to_be_told(ids)
    return booked.update(there=There.BOOKED, **settled) + freed.update(there=There.NOTHING, **settled)


def to_be_told(ids: Iterable[object]) -> tuple[SchedulerBookingQuerySet, SchedulerBookingQuerySet]:
    rows = SchedulerBooking.objects.filter(pk__in=list(ids))
    return rows.to_be_booked(), rows.to_be_freed()
