"""Whose bookings are: the app that books says so, for staff who must move them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from appointments.models import Booking


class Holder(NamedTuple):
    """What staff call it, and the address of its page."""

    reference: str
    address: str


Finder = Callable[[Collection[str]], Mapping[str, Holder]]
"""From ids of bookings to their holders."""

_finders: list[Finder] = []


def name_holders_with(finder: Finder) -> None:
    """Called once, when the app that books is ready."""
    _finders.append(finder)


@dataclass(frozen=True)
class NamedBooking:
    booking: Booking
    holder: Holder | None


def with_holders(bookings: Collection[Booking]) -> list[NamedBooking]:
    ids = [str(booking.pk) for booking in bookings]
    found = {id: holder for finder in _finders for id, holder in finder(ids).items()}
    return [NamedBooking(booking, found.get(str(booking.pk))) for booking in bookings]
