"""Rows that a person has to look at."""

from datetime import datetime, timedelta
from typing import Any

from repairs.log.models import DeliveryAttempt, Message, Repair, WorksOrder, WorksOrderChange
from repairs.log.people.rows import AnyRow, kind_of
from tests.conftest import NOW
from tests.log.builders import booked

Outcome = DeliveryAttempt.Outcome
OLD_WORDS = {"written": "before it was mended"}
REFUSED = "the HMS refused the order (422): Site.Property"


def tried(row: AnyRow, *outcomes: Outcome, **now_is: Any) -> None:
    """So many attempts, kept as the outbox keeps them."""
    for number, outcome in enumerate(outcomes, start=1):
        DeliveryAttempt.objects.create(row=kind_of(row), row_id=row.pk, number=number, outcome=outcome, at=NOW)
    type(row)._default_manager.filter(pk=row.pk).update(attempts=len(outcomes), **now_is)
    row.refresh_from_db()


def order_of(repair: Repair) -> WorksOrder:
    return WorksOrder.objects.select_related("repair__priority").get(repair=repair)


def refused_order(repair: Repair | None = None, *before: Outcome, **changes: Any) -> WorksOrder:
    order = order_of(repair or booked())
    now_is = {"state": "needs-person", "last_problem": REFUSED, "message": OLD_WORDS, **changes}
    tried(order, *before, Outcome.REFUSED, **now_is)
    return order


def unknown_order(repair: Repair | None = None) -> WorksOrder:
    order = order_of(repair or booked())
    now_is = {"state": "needs-person", "outcome_unknown": True, "message": OLD_WORDS}
    tried(order, Outcome.UNKNOWN, last_problem="no answer that can be read (ReadTimeout)", **now_is)
    return order


def waiting_order(since: datetime = NOW - timedelta(hours=2), repair: Repair | None = None) -> WorksOrder:
    order = order_of(repair or booked())
    waits = {"wanted_at": since, "due_at": NOW + timedelta(minutes=50), "last_problem": "cannot reach the HMS"}
    tried(order, Outcome.LATER, **waits)
    return order


def a_change(order: WorksOrder, kind: str = "reschedule", **fields: Any) -> WorksOrderChange:
    return WorksOrderChange.objects.create(order=order, kind=kind, due_at=NOW, message={"a": "change"}, **fields)


def a_message(repair: Repair, **fields: Any) -> Message:
    kind = fields.pop("kind", Message.Kind.MOVED)
    return Message.objects.create(repair=repair, kind=kind, channel=Message.Channel.TEXT, due_at=NOW, **fields)


def sent_order() -> WorksOrder:
    repair = booked()
    WorksOrder.objects.filter(repair=repair).update(state="sent", hms_number="NM-1")
    return order_of(repair)
