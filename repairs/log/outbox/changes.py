"""Telling the HMS of what changed in orders that it has: each order's changes one after the other."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from repairs.log.hms import housing_system
from repairs.log.models import DeliveryAttempt, Event, OutsideSystem, WorksOrderChange
from repairs.log.models.outbox_row import Moment, OutboxQuerySet
from repairs.log.order_changes import Kind, undone_by, update_for
from repairs.log.outbox.claiming import claim
from repairs.log.outbox.hms_call import Kept, call_to_hms
from repairs.log.outbox.lane import Call
from repairs.log.outbox.noting import Noted, note_several
from repairs.log.outbox.outcomes import Outcome, Result
from repairs.log.outbox.release import release_booked_messages


class Changes:
    row = DeliveryAttempt.Row.CHANGE
    system = OutsideSystem.Name.HMS
    logged_as = "order_change"

    def ready(self, now: Moment) -> OutboxQuerySet[WorksOrderChange]:
        return WorksOrderChange.objects.ready(now).order_by("due_at", "pk")

    def rows(self) -> OutboxQuerySet[WorksOrderChange]:
        return WorksOrderChange.objects.select_related("order__repair")

    def take(self, now: datetime, most: int) -> Sequence[WorksOrderChange]:
        return claim(self.ready(now), timezone.now(), most).ours(self.rows())

    def prepare(self, row: WorksOrderChange) -> Call | Result:
        if is_overtaken(row):
            return Result(Outcome.DROPPED, "the HMS has been told of a later change")
        hms, update, key = housing_system(), update_for(row), str(row.key)

        def find() -> Kept | None:
            return {"message": None} if hms.find_update(update) else None

        def send() -> Kept:
            hms.update_order(update, key=key)
            return {"message": None}

        return call_to_hms(row, find, send)

    def follow(self, ended: Sequence[tuple[WorksOrderChange, Result]], now: datetime) -> None:
        note_several([event for row, result in ended if (event := event_of(row, result))], now)
        told = [row.order.repair_id for row, result in ended if result.outcome in {Outcome.SENT, Outcome.DROPPED}]
        release_booked_messages(told, now)


def is_overtaken(row: WorksOrderChange) -> bool:
    """Tried again by a person after a later one went: sent now, it would undo that."""
    later = WorksOrderChange.objects.filter(order=row.order_id, pk__gt=row.pk, state=WorksOrderChange.State.SENT)
    return later.filter(kind__in=undone_by(Kind(row.kind))).exists()


def event_of(row: WorksOrderChange, result: Result) -> Noted | None:
    if result.outcome is Outcome.SENT:
        kind = Event.Kind.CHANGE_SENT
    elif result.for_person:
        kind = Event.Kind.ORDER_UNKNOWN if result.outcome is Outcome.UNKNOWN else Event.Kind.CHANGE_REFUSED
    else:
        return None
    return Noted(row.order.repair_id, kind, {"change": row.kind})
