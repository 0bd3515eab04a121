"""Delivering what waits: each row is claimed, tried once, and ends sent, waiting or with a person."""

import traceback
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import Enum
from itertools import islice

import structlog
from django.db import transaction
from django.utils import timezone

from repairs.log.hms import HousingSystemDown, OrderRejected, housing_system
from repairs.log.messages import email_of, release_booked_messages, text_of
from repairs.log.models import Event, Message, WorksOrder, WorksOrderChange
from repairs.log.notify import MessageGateway, MessageGatewayDown, MessageRefused, message_gateway
from repairs.log.order import order_for
from repairs.log.order_changes import update_for

log = structlog.get_logger(__name__)

BATCH = 100
# After so many of one sweep that could not be delivered, an outside system is left alone until the next.
LEFT_ALONE_AFTER = 2


class DroppedMeanwhile(Exception):
    """What the message was to say does not hold any more."""


class Tried(Enum):
    DONE = "done"
    WAITS = "waits"
    TAKEN = "another worker has it"


def sweep(now: datetime | None = None) -> int:
    """Tries everything that is due. Says how many rows it tried.

    An emergency's message goes first: an HMS that hangs must not hold it up.
    """
    emergencies = send_messages(now, kind=Message.Kind.EMERGENCY)
    return emergencies + push_works_orders(now) + push_changes(now) + send_messages(now)


def push_works_orders(now: datetime | None) -> int:
    due = WorksOrder.objects.due(now or timezone.now()).order_by("due_at")
    return try_each(due.values_list("pk", flat=True), push_works_order, now)


def push_changes(now: datetime | None) -> int:
    ready = WorksOrderChange.objects.ready(now or timezone.now()).order_by("due_at", "pk")
    return try_each(ready.values_list("pk", flat=True), push_change, now)


def send_messages(now: datetime | None, **which: str) -> int:
    due = Message.objects.ready(now or timezone.now()).filter(**which).order_by("due_at")
    return try_each(due.values_list("pk", flat=True), send_message, now)


def try_each(due: Iterable[int], deliver: Callable[[int, datetime], Tried], now: datetime | None) -> int:
    tried = waiting = 0
    for pk in islice(due, BATCH):
        outcome = deliver(pk, now or timezone.now())
        tried += outcome is not Tried.TAKEN
        waiting += outcome is Tried.WAITS
        if waiting == LEFT_ALONE_AFTER:
            break
    return tried


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


def send_message(pk: int, now: datetime) -> Tried:
    """Sends one message."""
    if not Message.objects.claim(pk, now):
        return Tried.TAKEN
    message = Message.objects.select_related("repair__priority").get(pk=pk)
    try:
        gateway_id = hand_over(message, message_gateway())
    except MessageGatewayDown as problem:
        log.warning("message_waits", message=pk, attempt=message.attempts, problem=str(problem))
        message.try_later(str(problem), problem.retry_after)
        return Tried.WAITS
    except MessageRefused as problem:
        log.error("message_refused", message=pk, problem=str(problem))
        if message.mark_for_person(str(problem)):
            refused = Event.Kind.MESSAGE_REFUSED
            Event.objects.create(repair=message.repair, kind=refused, detail={"message": message.kind})
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


def hand_over(message: Message, gateway: MessageGateway) -> str:
    """Gives the message to the gateway, unless an earlier attempt got there without our hearing of it."""
    reference = str(message.key)
    if message.attempts > 1 and (found := gateway.find(reference)):
        return found
    if message.channel == Message.Channel.TEXT:
        text = text_of(message)
        refuse_if_dropped(message)
        return gateway.send_text(message.repair.phone, text, reference=reference)
    subject, body = email_of(message)
    refuse_if_dropped(message)
    return gateway.send_email(message.repair.email, subject, body, reference=reference)


def refuse_if_dropped(message: Message) -> None:
    """Looked at last of all: the words may speak of a time that has just been changed.

    Raises DroppedMeanwhile.
    """
    if not Message.objects.filter(pk=message.pk, state=Message.State.WAITING).exists():
        raise DroppedMeanwhile


def place_of(problem: Exception) -> str:
    """Where it went wrong. What an exception says may be personal, so that is not logged."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{last.name}:{last.lineno}"
