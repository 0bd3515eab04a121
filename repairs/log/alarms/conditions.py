"""When an alarm is raised."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet

from repairs.log.models import (
    Alarm,
    CallBack,
    Enquiry,
    Message,
    OutsideSystem,
    PlannerAlert,
    WorksOrder,
    WorksOrderChange,
)
from repairs.log.models.outbox_row import UNDELIVERED, OutboxRow
from repairs.log.notify.bars import Bar

ORDER_WAITS = timedelta(minutes=15)
MESSAGE_WAITS = timedelta(hours=1)
EMERGENCY_WAITS = timedelta(minutes=10)

State = OutboxRow.State
Kind = Alarm.Kind

BARS = frozenset(Kind(bar) for bar in Bar)


@dataclass(frozen=True)
class Standing:
    """How many rows there are, and since when the oldest has waited."""

    rows: int
    since: datetime

    def as_detail(self) -> dict[str, Any]:
        return {"rows": self.rows, "since": self.since.isoformat()}

    @classmethod
    def of_detail(cls, detail: dict[str, Any]) -> "Standing":
        return cls(detail["rows"], datetime.fromisoformat(detail["since"]))


def standing(kind: Alarm.Kind, now: datetime) -> Standing | None:
    """None while there is nothing to raise an alarm about."""
    if kind == Kind.ORDERS_WAIT:
        orders, changes = waiting_for_hms()
        return together(*(rows.filter(wanted_at__lt=now - ORDER_WAITS) for rows in (orders, changes)))
    if kind == Kind.MESSAGES_WAIT:
        messages: tuple[QuerySet[Any], ...] = (waiting_messages(), waiting_emails_to_planners())
        return together(*(rows.filter(wanted_at__lt=now - MESSAGE_WAITS) for rows in messages))
    if kind == Kind.EMERGENCIES_WAIT:
        untaken = emergencies_not_taken().filter(waiting_since__lte=now - EMERGENCY_WAITS)
        return together(untaken, waited_since="waiting_since")
    if kind == Kind.ENQUIRIES_WAIT:
        return together(Enquiry.objects.filter(answered_at=None, due_at__lte=now), waited_since="due_at")
    if kind in BARS:
        return barred(kind, now)
    return together(*needing_person())


def barred(kind: Alarm.Kind, now: datetime) -> Standing | None:
    """With the messages whose time has come and that have not gone."""
    gateway = OutsideSystem.objects.filter(name=OutsideSystem.Name.MESSAGES, barred_by=kind)
    since = gateway.values_list("barred_since", flat=True).first()
    if since is None:
        return None
    return Standing(Message.objects.filter(UNDELIVERED, wanted_at__lte=now, waits_for_order=False).count(), since)


def together(*parts: QuerySet[Any], waited_since: str = "wanted_at") -> Standing | None:
    found = [rows.order_by().aggregate(rows=Count("pk"), since=Min(waited_since)) for rows in parts]
    found = [part for part in found if part["rows"]]
    if not found:
        return None
    return Standing(sum(part["rows"] for part in found), min(part["since"] for part in found))


def emergencies_not_taken() -> QuerySet[CallBack]:
    return CallBack.objects.filter(reason=CallBack.Reason.EMERGENCY, done_at=None, taken_by=None)


def waiting_for_hms() -> tuple[QuerySet[WorksOrder], QuerySet[WorksOrderChange]]:
    """Without changes of orders that have not gone: these wait for nothing else."""
    orders = WorksOrder.objects.filter(UNDELIVERED, state=State.WAITING)
    return orders, WorksOrderChange.objects.filter(UNDELIVERED, state=State.WAITING, order__state=State.SENT)


def waiting_messages() -> QuerySet[Message]:
    """Without those that wait for their order."""
    return Message.objects.filter(UNDELIVERED, state=State.WAITING, waits_for_order=False)


def waiting_emails_to_planners() -> QuerySet[PlannerAlert]:
    return PlannerAlert.objects.filter(UNDELIVERED, state=State.WAITING)


def needing_person() -> list[QuerySet[Any]]:
    tables: list[Any] = [WorksOrder, WorksOrderChange, Message, PlannerAlert]
    return [table.objects.filter(UNDELIVERED, state=State.NEEDS_PERSON) for table in tables]
