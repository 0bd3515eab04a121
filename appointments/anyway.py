"""Booking where there is no room: the minutes that are missing are added to the place, and taken at once.

So what is held and booked never exceeds what there is. Only the council's own diary can do it: a scheduler outside
keeps its minutes to itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from appointments import room
from appointments.diary import Hold, Job, Slot, SlotGone
from appointments.diary.chosen import chosen_scheduler
from appointments.diary.local import find_place, hold_place, minutes_of, open_places, read_id, slot_of
from appointments.models import Booking, Place
from appointments.opening import is_open, last_day

State = Booking.State


@dataclass(frozen=True)
class FullSlot:
    """`missing` are the minutes that must be added to book it."""

    slot: Slot
    missing: int


def can_add_minutes() -> bool:
    return chosen_scheduler() is None


def full_slots(job: Job, first: date, most: int, now: datetime, holder: str) -> list[FullSlot]:
    """Times without room for the job where it could be booked with no more than `most` minutes in that window.

    By day, then start. `most` counts what was added to the window before.
    """
    if most < 1 or not can_add_minutes():
        return []
    places = open_places(job.patch, job.trade, now, holder).filter(day__range=(first, last_day(now)))
    found = places.annotate(missing=minutes_of(job) - F("room")).filter(missing__gt=0, missing__lte=most - F("extra"))
    missing = dict(found.values_list("pk", "missing"))
    return [FullSlot(slot_of(place), missing[place.pk]) for place in found if is_open(place, now)]


def hold_anyway(
    slot_id: str, job: Job, holder: str, now: datetime, *, most: int, instead_of: Iterable[str] = ()
) -> tuple[Hold, int]:
    """Holds a time for which minutes may be missing, and says how many were added: no more than `most` in that window.

    To be booked in the same transaction, which must be open: a hold alone would leave room for anybody once it ends.
    `instead_of` are bookings that will be moved to it. Raises SlotGone.
    """
    if not can_add_minutes():
        raise SlotGone
    place = find_place(slot_id, job, now)
    room.lock_places([place.pk, *places_of(holder, instead_of)])
    for former in Booking.objects.filter(holder=holder, state__in=[State.HELD, State.LAPSED]):
        room.release(former)
    room.free_lapsed_at(place.pk, now)
    added = widen(place, minutes_of(job), most)
    return hold_place(place, job, holder, now), added


def places_of(holder: str, bookings: Iterable[str]) -> list[int]:
    keys = [key for booking in bookings if (key := read_id(booking))]
    held = Booking.objects.filter(holder=holder, state__in=[State.HELD, State.LAPSED])
    booked = Booking.objects.filter(pk__in=keys)
    return list((held | booked).values_list("place_id", flat=True))


def widen(place: Place, minutes: int, most: int) -> int:
    """Adds what is missing to a place that is locked. Raises SlotGone."""
    place.refresh_from_db(fields=["minutes", "held", "booked", "extra"])
    missing = minutes - place.free
    if missing <= 0:
        return 0
    within = Place.objects.filter(pk=place.pk, closed=False, extra__lte=most - missing)
    if not within.update(minutes=F("minutes") + missing, extra=F("extra") + missing):
        raise SlotGone
    return missing
