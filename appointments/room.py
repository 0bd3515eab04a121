"""A place's minutes: each is free, held or booked. Every change of them is made here.

One UPDATE with its guard in the WHERE decides who gets the last minutes. The guard names only columns of the place:
with a join it would move into a subquery, which PostgreSQL does not look at again after waiting for another writer.

Whoever changes holds or bookings locks their place first, and several places in the order of their ids, so that no
two transactions ever wait for each other.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.db.models import F

from appointments.models import Booking, Place
from repairs.statements import Change, Gap

State = Booking.State


def claiming(column: str) -> Change:
    minutes = Gap(Place, "minutes")
    return Change(
        lambda: Place.objects.filter(pk=Gap(Place, "id"), closed=False, minutes__gte=F("held") + F("booked") + minutes),
        lambda: {column: F(column) + minutes},
    )


CLAIM = {column: claiming(column) for column in ("held", "booked")}


def lock_places(ids: Iterable[int]) -> None:
    list(Place.objects.select_for_update().filter(pk__in=set(ids)).order_by("pk").values_list("pk"))


def move(booking: Booking, before: str, after: str, **changes: Any) -> bool:
    return bool(Booking.objects.filter(pk=booking.pk, state=before).update(state=after, **changes))


def extend(booking: Booking, until: datetime) -> bool:
    return move(booking, State.HELD, State.HELD, held_until=until)


def claim(place_id: int, minutes: int, column: Literal["held", "booked"]) -> bool:
    return bool(CLAIM[column].run(id=place_id, minutes=minutes))


def take(place_id: int, minutes: int, column: Literal["held", "booked"], now: datetime) -> bool:
    """Claim minutes; where there are too few, free the holds that ran out and claim once more."""
    if claim(place_id, minutes, column):
        return True
    return free_lapsed_at(place_id, now) > 0 and claim(place_id, minutes, column)


def book_held(booking: Booking) -> bool:
    """Turn held minutes into booked ones, unless the place has been closed."""
    minutes = booking.minutes
    still_open = Place.objects.filter(pk=booking.place_id, closed=False)
    return bool(still_open.update(held=F("held") - minutes, booked=F("booked") + minutes))


def release(booking: Booking) -> None:
    """Give back what is held; a hold that ran out can then not be taken again."""
    if move(booking, State.HELD, State.RELEASED):
        give_back(booking)
    else:
        move(booking, State.LAPSED, State.RELEASED)


def cancel(booking: Booking) -> None:
    """Give back what is booked. Whoever shares the visit goes on."""
    if move(booking, State.BOOKED, State.CANCELLED):
        # It may have been handed a journey since it was read.
        booking.refresh_from_db(fields=["minutes"])
        Place.objects.filter(pk=booking.place_id).update(booked=F("booked") - booking.minutes)
        hand_on_journey(booking)


def hand_on_journey(booking: Booking) -> None:
    """Its travel goes to work that is booked for the same visit. Where there is none, what is held for it goes too.

    The minutes have just been given back, so that there is room for them.
    """
    sharing = Booking.objects.filter(visit=booking)
    heir = sharing.filter(state=State.BOOKED).order_by("booked_at", "pk").first()
    if heir is None:
        for held in sharing.filter(state__in=[State.HELD, State.LAPSED]):
            release(held)
        return
    travel = min(settings.APPOINTMENTS_TRAVEL_MINUTES, booking.minutes)
    Place.objects.filter(pk=booking.place_id).update(booked=F("booked") + travel)
    sharing.filter(pk=heir.pk).update(minutes=F("minutes") + travel, visit=None)
    sharing.exclude(pk=heir.pk).update(visit=heir)


def give_back(booking: Booking) -> None:
    Place.objects.filter(pk=booking.place_id).update(held=F("held") - booking.minutes)


def free_lapsed_holds(now: datetime) -> int:
    """Free every hold that has run out, a place at a time. Returns how many."""
    lapsed = Booking.objects.filter(state=State.HELD, held_until__lte=now)
    places = lapsed.order_by("place_id").values_list("place_id", flat=True).distinct()
    return sum(free_lapsed_at(place_id, now) for place_id in places)


def free_lapsed_at(place_id: int, now: datetime) -> int:
    lapsed = Booking.objects.filter(place_id=place_id, state=State.HELD, held_until__lte=now)
    if not lapsed.exists():
        # A crowd at a place that is full must not queue for its lock.
        return 0
    with transaction.atomic():
        lock_places([place_id])
        return sum(lapse(booking) for booking in lapsed)


def lapse(booking: Booking) -> bool:
    lapsed = move(booking, State.HELD, State.LAPSED)
    if lapsed:
        give_back(booking)
    return lapsed
