"""What can be done about the visit of a repair."""

from datetime import datetime
from enum import StrEnum

from repairs.log.book_visit import NoOrder, refuse_to_book
from repairs.log.changeable import AlreadyCancelled, Finished, TooLate
from repairs.log.models import Appointment, Repair


class Standing(StrEnum):
    BOOK = "book"
    MOVE = "move"
    CANCELLED = "cancelled"
    FINISHED = "finished"
    UNDER_WAY = "under-way"
    NO_ORDER = "no-order"

    @property
    def is_open(self) -> bool:
        return self in (Standing.BOOK, Standing.MOVE)


def standing_of(repair: Repair, booked: Appointment | None, now: datetime) -> Standing:
    try:
        refuse_to_book(repair, now)
    except AlreadyCancelled:
        return Standing.CANCELLED
    except Finished:
        return Standing.FINISHED
    except TooLate:
        return Standing.UNDER_WAY
    except NoOrder:
        return Standing.NO_ORDER
    return Standing.MOVE if booked else Standing.BOOK
