"""What the HMS is to be told after an order was made."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from repairs.council.details import council_details
from repairs.log.hms.details import OrderPhoto
from repairs.log.hms.status_update import Change, JobStatusUpdate
from repairs.log.hms.works_order import hms_number, status_update
from repairs.log.models import Repair, WorksOrder, WorksOrderChange
from repairs.log.order import order_appointment, order_people

NUMBER = "RelatedWorkOrderReference"
Kind = WorksOrderChange.Kind

IN_THEIR_WORDS = {Kind.NOTE: "addNote", Kind.CONTACT: "change-contact"}
ABOUT_THE_VISIT = (Kind.MOVED, Kind.VISIT_CANCELLED, Kind.CANCELLED)
ABOUT_PEOPLE = (Kind.CONTACT,)
SAID_BY_THE_ORDER = frozenset({Kind.MOVED, Kind.CONTACT})


def tell_of_change(
    repair: Repair,
    kind: WorksOrderChange.Kind,
    now: datetime,
    comments: str = "",
    *,
    photos: Sequence[OrderPhoto] = (),
    said_by_order: bool = False,
) -> None:
    """Writes the row from which the HMS is told, once it has the order itself.

    An order that was never tried has yet to be written, and then has the new time or contact in it, and a note that is
    `said_by_order`.
    """
    order = WorksOrder.objects.select_for_update().filter(repair=repair).first()
    is_in_order = said_by_order or kind in SAID_BY_THE_ORDER
    if order is None or (is_in_order and order.attempts == 0 and order.message is None):
        return
    message = status_update(
        "not known yet",
        repair.reference,
        council_details().name,
        cast(Change, IN_THEIR_WORDS.get(kind, kind.value)),
        now,
        moved_to=order_appointment(repair) if kind == Kind.MOVED else None,
        comments=comments,
        photos=photos,
        people=order_people(repair) if kind == Kind.CONTACT else None,
    ).as_json()
    del message[NUMBER]
    WorksOrderChange.objects.create(order=order, kind=kind, message=message, due_at=now)


def undone_by(kind: WorksOrderChange.Kind) -> Collection[WorksOrderChange.Kind]:
    """Kinds of which the last one that the HMS hears holds."""
    return next((alike for alike in (ABOUT_THE_VISIT, ABOUT_PEOPLE) if kind in alike), ())


def update_for(change: WorksOrderChange) -> JobStatusUpdate:
    """The message, the same at every attempt."""
    number = hms_number(change.order.hms_number).model_dump(mode="json")
    return JobStatusUpdate.model_validate({**(change.message or {}), NUMBER: number})
