"""Telling the HMS of what changed in orders that it has."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from repairs.log.hms import HousingSystemDown, OrderRejected, housing_system
from repairs.log.messages import release_booked_messages
from repairs.log.models import Event, WorksOrderChange
from repairs.log.order_changes import update_for
from repairs.log.outbox.outcomes import Tried, place_of
from repairs.log.outbox.trying import try_each

log = structlog.get_logger(__name__)


def push_changes(now: datetime | None) -> int:
    ready = WorksOrderChange.objects.ready(now or timezone.now()).order_by("due_at", "pk")
    return try_each(ready.values_list("pk", flat=True), push_change, now)


def push_change(pk: int, now: datetime) -> Tried:
    """Tells the HMS of one change of an order that it has."""
    if not WorksOrderChange.objects.claim(pk, now):
        return Tried.TAKEN
    change = WorksOrderChange.objects.select_related("order__repair").get(pk=pk)
    repair = change.repair
    try:
        housing_system().update_order(update_for(change), key=str(change.key))
    except HousingSystemDown as problem:
        log.warning("order_change_waits", repair=repair.pk, attempt=change.attempts, problem=str(problem))
        change.try_later(str(problem), problem.retry_after)
        return Tried.WAITS
    except OrderRejected as problem:
        log.error("order_change_refused", repair=repair.pk, problem=str(problem))
        if change.mark_for_person(str(problem)):
            detail = {"change": change.kind}
            Event.objects.create(repair=repair, kind=Event.Kind.CHANGE_REFUSED, detail=detail)
    except Exception as problem:  # one poisoned row must not stop the others
        log.error("order_change_failed", repair=repair.pk, error=type(problem).__name__, at=place_of(problem))
        change.try_later(type(problem).__name__)
    else:
        with transaction.atomic():
            if change.mark_sent(message=None):
                detail = {"change": change.kind}
                Event.objects.create(repair=repair, kind=Event.Kind.CHANGE_SENT, detail=detail)
                release_booked_messages(repair, now)
        log.info("order_change_sent", repair=repair.pk, attempt=change.attempts)
    return Tried.DONE
