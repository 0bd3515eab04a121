"""Trying again what was not delivered."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from repairs.log.hms import Kind as HmsKind
from repairs.log.hms import kind_of_housing_system
from repairs.log.models import DeliveryAttempt, Event, WorksOrder, WorksOrderChange
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.order_changes import ABOUT_PEOPLE, ABOUT_THE_VISIT
from repairs.log.people.acting import NotDone, anew, change_row, keep, wake_workers
from repairs.log.people.rows import AnyRow, Kind, tells_hms

State = OutboxRow.State
Outcome = DeliveryAttempt.Outcome

CERTAINLY_NOT_THERE = (Outcome.REFUSED, Outcome.LATER, Outcome.DROPPED)

TELL_FIRST = "The HMS may have it. Look there first, and then say whether it has."
OVERTAKEN = "The HMS was told of a later change. Sending this one now would undo that. Give it up."
ORDER_FIRST = "The works order itself has not gone yet. This change goes after it."


def try_again(row: AnyRow, seen: str, by: str, now: datetime) -> None:
    """Makes it due now, with as many tries ahead of it as a new row. Raises NotDone."""
    if why := why_not(row):
        raise NotDone(why)
    with transaction.atomic():
        change_row(row, seen, now, **anew(now), **rewritten(row))
        keep(row, Event.Kind.TRIED_AGAIN, by, now)
        wake_workers(row)


def why_not(row: AnyRow) -> str:
    """Why it may not be sent again as it is. Empty where it may."""
    if is_for_person_alone(row):
        return TELL_FIRST
    if isinstance(row, WorksOrderChange):
        if row.order.state != State.SENT:
            return ORDER_FIRST
        if overtaken(WorksOrderChange.objects.filter(pk=row.pk)).exists():
            return OVERTAKEN
    return ""


def is_for_person_alone(row: AnyRow) -> bool:
    """An answer was lost, and the HMS can neither be asked nor be trusted to make one of two."""
    return row.outcome_unknown and tells_hms(row) and kind_of_housing_system() is HmsKind.BLIND


def overtaken(changes: QuerySet[WorksOrderChange]) -> QuerySet[WorksOrderChange]:
    """Those after which the HMS was told of another: the last one that it hears holds."""
    later = WorksOrderChange.objects.filter(order=OuterRef("order"), pk__gt=OuterRef("pk"), state=State.SENT)
    visit = Q(Exists(later.filter(kind__in=ABOUT_THE_VISIT)), kind__in=ABOUT_THE_VISIT)
    return changes.filter(visit | Q(Exists(later.filter(kind__in=ABOUT_PEOPLE)), kind__in=ABOUT_PEOPLE))


def rewritten(row: AnyRow) -> dict[str, None]:
    if isinstance(row, WorksOrder) and rewritable(WorksOrder.objects.filter(pk=row.pk)).exists():
        return {"message": None}
    return {}


def rewritable(orders: QuerySet[WorksOrder]) -> QuerySet[WorksOrder]:
    """Those that the HMS has certainly not taken, because it said so each time. They are written anew.

    The key stays: it was never taken. Any other order goes again word for word, because an HMS that has taken a key
    refuses another order with it. An attempt of which nothing was kept was cut short, and counts as one that may have
    arrived.
    """
    kept = DeliveryAttempt.objects.filter(row=Kind.ORDER, row_id=OuterRef("pk"), outcome__in=CERTAINLY_NOT_THERE)
    counted = kept.order_by().values("row_id").annotate(tries=Count("pk")).values("tries")
    known = Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
    return orders.annotate(known=known).filter(~Q(outcome_unknown=True), known__gte=F("attempts"))
