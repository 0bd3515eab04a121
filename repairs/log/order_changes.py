"""What the HMS is to be told after an order was made."""

from datetime import datetime
from typing import cast

from repairs.council.details import council_details
from repairs.log.hms.status_update import Change, JobStatusUpdate
from repairs.log.hms.works_order import hms_number, status_update
from repairs.log.models import Repair, WorksOrder, WorksOrderChange
from repairs.log.order import order_appointment

NUMBER = "RelatedWorkOrderReference"
IN_THEIR_WORDS = {WorksOrderChange.Kind.NOTE: "addNote"}


def tell_of_change(repair: Repair, kind: WorksOrderChange.Kind, now: datetime, comments: str = "") -> None:
    """Writes the row from which the HMS is told, once it has the order itself.

    An order that was never tried has yet to be written, and then has the new time in it.
    """
    order = WorksOrder.objects.select_for_update().filter(repair=repair).first()
    if order is None or (kind == WorksOrderChange.Kind.MOVED and order.attempts == 0 and order.message is None):
        return
    message = status_update(
        "not known yet",
        repair.reference,
        council_details().name,
        cast(Change, IN_THEIR_WORDS.get(kind, kind.value)),
        now,
        moved_to=order_appointment(repair) if kind == WorksOrderChange.Kind.MOVED else None,
        comments=comments,
    ).as_json()
    del message[NUMBER]
    WorksOrderChange.objects.create(order=order, kind=kind, message=message, due_at=now)


def update_for(change: WorksOrderChange) -> JobStatusUpdate:
    """The message, the same at every attempt."""
    number = hms_number(change.order.hms_number).model_dump(mode="json")
    return JobStatusUpdate.model_validate({**(change.message or {}), NUMBER: number})
