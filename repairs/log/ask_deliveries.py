"""Asking the gateway what became of messages: a receipt can be lost, and none may be set up."""

from datetime import datetime

import structlog
from django.utils import timezone

from repairs.log.deliveries import GIVE_UP_ASKING_AFTER, ask_next, never_heard, take_delivery
from repairs.log.models import Message
from repairs.log.notify import MessageGateway, MessageGatewayDown, MessageRefused, message_gateway

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 100


def ask_deliveries(now: datetime | None = None) -> int:
    """Asks about those that are due to be asked about, oldest first. Says about how many."""
    now = now or timezone.now()
    due = Message.objects.filter(ask_delivery_at__lte=now).order_by("ask_delivery_at")
    gateway, asked = message_gateway(), 0
    for message in due.select_related("repair")[:MOST_AT_ONCE]:
        if not take_turn(message, now):
            continue
        try:
            ask_about(message, gateway, now)
        except (MessageGatewayDown, MessageRefused) as problem:
            log.warning("delivery_not_known", message=message.pk, problem=str(problem))
            break
        asked += 1
    return asked


def take_turn(message: Message, now: datetime) -> bool:
    """One of several workers asks, and the next time is later."""
    seen = Message.objects.filter(pk=message.pk, ask_delivery_at=message.ask_delivery_at)
    return seen.update(ask_delivery_at=ask_next(message.sent_at or now, now)) == 1


def ask_about(message: Message, gateway: MessageGateway, now: datetime) -> None:
    told = gateway.delivery_of(message.gateway_id)
    if told is not None:
        take_delivery(message, Message.Delivery(told.status), told.at or now, now)
    is_old = message.sent_at is not None and now - message.sent_at > GIVE_UP_ASKING_AFTER
    if told is None or is_old:
        never_heard(message, now)
