"""What the gateway says became of a message: told by a receipt or asked for, in any order and any number of times."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction

from repairs.log.hand_on import needs_person, not_delivered, note, still_holds
from repairs.log.models import Event, Message

log = structlog.get_logger(__name__)

Delivery = Message.Delivery

FAILED = frozenset({Delivery.TEMPORARY_FAILURE, Delivery.PERMANENT_FAILURE, Delivery.TECHNICAL_FAILURE})
FINAL = frozenset({Delivery.SENT, Delivery.DELIVERED, *FAILED})
FAR_ALONG: Mapping[str, int] = {
    "": 0,
    Delivery.CREATED: 1,
    Delivery.SENDING: 2,
    Delivery.PENDING: 3,
    # The last that is ever known of a text to a foreign number, but a receipt may still come.
    Delivery.SENT: 4,
    Delivery.DELIVERED: 5,
    **dict.fromkeys(FAILED, 5),
}

FIRST_ASKED_AFTER = timedelta(minutes=5)
ASKED_AGAIN_AT_MOST_AFTER = timedelta(hours=6)
GIVE_UP_ASKING_AFTER = timedelta(days=7)


def handed_over(gateway_id: str, sent_to: str, now: datetime) -> dict[str, Any]:
    """What is kept of a message that the gateway has just taken."""
    asked = now + FIRST_ASKED_AFTER
    taken = {"delivery": Delivery.CREATED, "delivery_at": now, "ask_delivery_at": asked}
    return {"gateway_id": gateway_id, "sent_to": sent_to, **taken}


def take_delivery(message: Message, delivery: Message.Delivery, at: datetime, now: datetime) -> bool:
    """Writes down what became of a message that was sent, and sees to what follows.

    False, and nothing is changed, where we know as much already or more.
    """
    behind = [known for known, far in FAR_ALONG.items() if far < FAR_ALONG[delivery]]
    waits = Message.objects.filter(pk=message.pk, state=Message.State.SENT, delivery__in=behind)
    with transaction.atomic():
        known: dict[str, object] = {"delivery": delivery, "delivery_at": at}
        if delivery in FINAL:
            known["ask_delivery_at"] = None
        if not waits.update(**known):
            return False
        message.delivery, message.delivery_at = delivery, at
        if delivery in FAILED:
            not_delivered(message, now)
        elif delivery in FINAL:
            note(message, Event.Kind.MESSAGE_DELIVERED, now)
    say = log.warning if delivery in FAILED else log.info
    say("message_delivery", message=message.pk, delivery=str(delivery))
    return True


def ask_next(sent_at: datetime, now: datetime) -> datetime:
    """When the gateway is asked again: after as long as has passed since, within bounds."""
    return now + min(max(now - sent_at, FIRST_ASKED_AFTER), ASKED_AGAIN_AT_MOST_AFTER)


def never_heard(message: Message, now: datetime) -> None:
    """The gateway has nothing more to say: a person decides."""
    with transaction.atomic():
        if Message.objects.filter(pk=message.pk, ask_delivery_at__isnull=False).update(ask_delivery_at=None):
            if still_holds(message, now):
                needs_person(message, "The gateway never said whether it arrived.")
            note(message, Event.Kind.MESSAGE_NOT_DELIVERED, now, because="unknown")
