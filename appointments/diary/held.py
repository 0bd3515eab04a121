"""Booking what is still held, which is what nearly everybody does: three statements, and no savepoint."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from appointments.diary import SlotGone
from appointments.models import Booking, Place
from appointments.opening import is_open
from repairs.statements import Change, Gap, Read

WITH_PLACE_LOCKED = Read(
    lambda: (
        Booking.objects.select_related("place__window")
        .select_for_update(of=("place",))
        .filter(pk=Gap(Booking, "id"))
        .order_by()
    )
)
BOOK = Change(
    lambda: Booking.objects.filter(pk=Gap(Booking, "id"), state=Booking.State.HELD),
    lambda: {"state": Booking.State.BOOKED, "booked_at": Gap(Booking, "booked_at")},
)
MOVE_MINUTES = Change(
    lambda: Place.objects.filter(pk=Gap(Place, "id"), closed=False),
    lambda: {"held": F("held") - Gap(Booking, "minutes"), "booked": F("booked") + Gap(Booking, "minutes")},
)


def book_held(id: UUID, now: datetime) -> Place | None:
    """The place that is now booked. None where it is not as simple as that: then nothing has been changed."""
    booking = WITH_PLACE_LOCKED.first(id=id)
    if booking is None or booking.place.closed or not is_open(booking.place, now):
        return None
    if not BOOK.run(id=id, booked_at=now):
        return None
    if not MOVE_MINUTES.run(id=booking.place_id, minutes=booking.minutes):
        # Only somebody who changes places without locking them could have closed it: everything is taken back.
        raise SlotGone
    return booking.place
