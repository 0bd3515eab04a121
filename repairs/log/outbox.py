"""Delivering what waits: each row is claimed, tried once, and ends sent, waiting or with a person."""

import traceback
from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from repairs.log.hms import HousingSystemDown, OrderRejected, housing_system
from repairs.log.messages import email_of, release_booked_messages, text_of
from repairs.log.models import Event, Message, WorksOrder
from repairs.log.notify import MessageGateway, MessageGatewayDown, MessageRefused, message_gateway
from repairs.log.order import order_for

log = structlog.get_logger(__name__)

BATCH = 100


def sweep(now: datetime | None = None) -> int:
    """Tries everything that is due, works orders first. Says how many rows it tried."""
    orders = WorksOrder.objects.due(now or timezone.now()).order_by("due_at").values_list("pk", flat=True)[:BATCH]
    tried = sum(push_works_order(pk, now or timezone.now()) for pk in list(orders))
    messages = Message.objects.ready(now or timezone.now()).order_by("due_at").values_list("pk", flat=True)[:BATCH]
    return tried + sum(send_message(pk, now or timezone.now()) for pk in list(messages))


def push_works_order(pk: int, now: datetime) -> bool:
    """Tells the HMS of one works order. False where another worker has it."""
    if not WorksOrder.objects.claim(pk, now):
        return False
    order = WorksOrder.objects.select_related("repair__priority", "repair__trade", "repair__home").get(pk=pk)
    try:
        number = housing_system().raise_order(order_for(order), key=str(order.key))
    except HousingSystemDown as problem:
        log.warning("works_order_waits", repair=order.repair_id, attempt=order.attempts, problem=str(problem))
        order.try_later(str(problem), problem.retry_after)
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
    return True


def send_message(pk: int, now: datetime) -> bool:
    """Sends one message. False where another worker has it."""
    if not Message.objects.claim(pk, now):
        return False
    message = Message.objects.select_related("repair__priority").get(pk=pk)
    try:
        gateway_id = hand_over(message, message_gateway())
    except MessageGatewayDown as problem:
        log.warning("message_waits", message=pk, attempt=message.attempts, problem=str(problem))
        message.try_later(str(problem), problem.retry_after)
    except MessageRefused as problem:
        log.error("message_refused", message=pk, problem=str(problem))
        if message.mark_for_person(str(problem)):
            refused = Event.Kind.MESSAGE_REFUSED
            Event.objects.create(repair=message.repair, kind=refused, detail={"message": message.kind})
    except Exception as problem:  # one poisoned row must not stop the others
        log.error("message_failed", message=pk, error=type(problem).__name__, at=place_of(problem))
        message.try_later(type(problem).__name__)
    else:
        with transaction.atomic():
            if message.mark_sent(gateway_id=gateway_id):
                sent = Event.Kind.MESSAGE_SENT
                Event.objects.create(repair=message.repair, kind=sent, detail={"message": message.kind})
        log.info("message_sent", message=pk, attempt=message.attempts)
    return True


def hand_over(message: Message, gateway: MessageGateway) -> str:
    """Gives the message to the gateway, unless an earlier attempt got there without our hearing of it."""
    reference = str(message.key)
    if message.attempts > 1 and (found := gateway.find(reference)):
        return found
    if message.channel == Message.Channel.TEXT:
        return gateway.send_text(message.repair.phone, text_of(message), reference=reference)
    subject, body = email_of(message)
    return gateway.send_email(message.repair.email, subject, body, reference=reference)


def place_of(problem: Exception) -> str:
    """Where it went wrong. What an exception says may be personal, so that is not logged."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{last.name}:{last.lineno}"
