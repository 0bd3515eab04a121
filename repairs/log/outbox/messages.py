"""Sending messages: what becomes of a row. What is done with the gateway is in `hand_over`."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from repairs.log.models import Event, Message
from repairs.log.notify import MessageGatewayDown, MessageRefused, message_gateway
from repairs.log.outbox.hand_over import ready_to_hand_over
from repairs.log.outbox.outcomes import DroppedMeanwhile, NotYet, Tried, place_of
from repairs.log.outbox.trying import try_each

log = structlog.get_logger(__name__)


def send_messages(now: datetime | None, **which: str) -> int:
    due = Message.objects.ready(now or timezone.now()).filter(**which).order_by("due_at")
    return try_each(due.values_list("pk", flat=True), send_message, now)


def send_message(pk: int, now: datetime) -> Tried:
    """Sends one message."""
    if not Message.objects.claim(pk, now):
        return Tried.TAKEN
    message = Message.objects.select_related("repair__priority").get(pk=pk)
    try:
        gateway_id = ready_to_hand_over(message, message_gateway())()
    except MessageGatewayDown as problem:
        log.warning("message_waits", message=pk, attempt=message.attempts, problem=str(problem))
        message.try_later(str(problem), problem.retry_after)
        return Tried.WAITS
    except MessageRefused as problem:
        log.error("message_refused", message=pk, problem=str(problem))
        if message.mark_for_person(str(problem)):
            refused = Event.Kind.MESSAGE_REFUSED
            Event.objects.create(repair=message.repair, kind=refused, detail={"message": message.kind})
    except NotYet as problem:
        Message.objects.filter(pk=pk).update(due_at=problem.until, lease_until=None, attempts=message.attempts - 1)
    except DroppedMeanwhile:
        log.info("message_dropped", message=pk)
    except Exception as problem:  # one poisoned row must not stop the others
        log.error("message_failed", message=pk, error=type(problem).__name__, at=place_of(problem))
        message.try_later(type(problem).__name__)
    else:
        with transaction.atomic():
            if message.mark_sent(gateway_id=gateway_id):
                sent = Event.Kind.MESSAGE_SENT
                Event.objects.create(repair=message.repair, kind=sent, detail={"message": message.kind})
        log.info("message_sent", message=pk, attempt=message.attempts)
    return Tried.DONE
