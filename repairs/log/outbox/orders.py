"""Telling the HMS of works orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from repairs.council.models import Priority
from repairs.log.hms import OrderRejected, housing_system
from repairs.log.models import DeliveryAttempt, Event, OutsideSystem, Repair, WorksOrder
from repairs.log.models.outbox_row import Moment, OutboxQuerySet
from repairs.log.order import order_for
from repairs.log.outbox.claiming import claim_with
from repairs.log.outbox.hms_call import Kept, call_to_hms
from repairs.log.outbox.lane import Call
from repairs.log.outbox.noting import Noted, note_several
from repairs.log.outbox.outcomes import Outcome, Result
from repairs.log.outbox.release import release_booked_messages
from repairs.statements import Part

# What it takes to send one and to give it back. A backlog is read at no more cost than that.
TAKEN = Part(WorksOrder, "id", "attempts", "repair", "key", "message", "outcome_unknown", "due_at")


@dataclass(frozen=True)
class WorksOrders:
    urgent: bool = False
    """Only those of emergencies."""
    row = DeliveryAttempt.Row.ORDER
    system = OutsideSystem.Name.HMS
    logged_as = "works_order"

    def ready(self, now: Moment) -> OutboxQuerySet[WorksOrder]:
        ready = WorksOrder.objects.ready(now).order_by("due_at", "pk")
        return ready.filter(repair__priority__measure=Priority.Measure.EMERGENCY) if self.urgent else ready

    def rows(self) -> OutboxQuerySet[WorksOrder]:
        return WorksOrder.objects.all()

    def take(self, now: datetime, most: int) -> Sequence[WorksOrder]:
        return claim_with(TAKEN, self.ready(now), timezone.now(), most)

    def prepare(self, row: WorksOrder) -> Call | Result:
        row.repair = Repair.objects.select_related("priority", "trade", "home").get(pk=row.repair_id)
        try:
            order = order_for(row)
        except OrderRejected as problem:
            return Result(Outcome.REFUSED, problem.reason, for_person=True)
        hms, reference, key = housing_system(), row.repair.reference, str(row.key)

        def find() -> Kept | None:
            number = hms.find_order(reference)
            return kept(number) if number else None

        def send() -> Kept:
            return kept(hms.raise_order(order, key=key))

        return call_to_hms(row, find, send)

    def follow(self, ended: Sequence[tuple[WorksOrder, Result]], now: datetime) -> None:
        note_several([event for row, result in ended if (event := event_of(row, result))], now)
        sent = [row.repair_id for row, result in ended if result.outcome is Outcome.SENT]
        release_booked_messages(sent, now)


def kept(number: str) -> Kept:
    return {"hms_number": number, "message": None}


def event_of(row: WorksOrder, result: Result) -> Noted | None:
    if result.outcome is Outcome.SENT:
        detail = {"number": result.kept["hms_number"]}
        return Noted(row.repair_id, Event.Kind.ORDER_SENT, detail)
    if result.for_person:
        kind = Event.Kind.ORDER_UNKNOWN if result.outcome is Outcome.UNKNOWN else Event.Kind.ORDER_REFUSED
        return Noted(row.repair_id, kind)
    return None
