"""Telling the HMS of works orders."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from repairs.log.hms import HousingSystemDown, OrderRejected, housing_system
from repairs.log.messages import release_booked_messages
from repairs.log.models import Event, WorksOrder
from repairs.log.order import order_for
from repairs.log.outbox.outcomes import Tried, place_of
from repairs.log.outbox.trying import try_each

log = structlog.get_logger(__name__)


def push_works_orders(now: datetime | None) -> int:
    due = WorksOrder.objects.due(now or timezone.now()).order_by("due_at")
    return try_each(due.values_list("pk", flat=True), push_works_order, now)


def push_works_order(pk: int, now: datetime) -> Tried:
    """Tells the HMS of one works order."""
    if not WorksOrder.objects.claim(pk, now):
        return Tried.TAKEN
    order = WorksOrder.objects.select_related("repair__priority", "repair__trade", "repair__home").get(pk=pk)
    try:
        number = housing_system().raise_order(order_for(order), key=str(order.key))
    except HousingSystemDown as problem:
        log.warning("works_order_waits", repair=order.repair_id, attempt=order.attempts, problem=str(problem))
        order.try_later(str(problem), problem.retry_after)
        return Tried.WAITS
    except OrderRejected as problem:
        log.error("works_order_refused", repair=order.repair_id, problem=str(problem))
        if order.mark_for_person(str(problem)):
            Event.objects.create(repair=order.repair, kind=Event.Kind.ORDER_REFUSED)
    except Exception as problem:  # one poisoned row must not stop the others
        log.error("works_order_failed", repair=order.repair_id, error=type(problem).__name__, at=place_of(problem))
        order.try_later(type(problem).__name__)
    else:
        with transaction.atomic():
            if order.mark_sent(hms_number=number, message=None):
                Event.objects.create(repair=order.repair, kind=Event.Kind.ORDER_SENT, detail={"number": number})
                release_booked_messages(order.repair, now)
        log.info("works_order_sent", repair=order.repair_id, attempt=order.attempts)
    return Tried.DONE
