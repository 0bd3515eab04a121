"""Giving one message to the gateway, in two steps: one with the database, and one in a thread without it."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from repairs.log.deliveries import FAILED
from repairs.log.hand_on import address_of, note, send_other_way, still_holds
from repairs.log.message_words import email_of, text_of
from repairs.log.models import Event, Message
from repairs.log.notify import MessageGateway, MessageRefused
from repairs.log.outbox.outcomes import DroppedMeanwhile, NotYet
from repairs.log.quiet_hours import quiet_until
from repairs.log.texts_a_day import is_one_too_many, tomorrow_morning
from repairs.statements import Gap, Read

HandOver = Callable[[], str]

AS_IT_IS = Read(
    lambda: Message.objects.filter(pk=Gap(Message, "id"), state=Message.State.WAITING).values_list(
        "channel", "repair__access_version", "repair__contact_changed_at"
    )
)


def ready_to_hand_over(message: Message, gateway: MessageGateway) -> HandOver:
    """All that needs the database. What it returns is called in another thread, where there is none.

    Raises DroppedMeanwhile, NotYet or MessageRefused. The call gives the gateway's id, or raises MessageGatewayDown or
    MessageRefused.
    """
    now = timezone.now()
    wait_for_a_better_time(message, now)
    forget_failed_sending(message)
    reference = str(message.key)
    if not still_holds(message, now):
        drop(message, now, because="no longer true")
    to = recipient_of(message)
    if message.channel == Message.Channel.TEXT:
        text = text_of(message)

        def send() -> str:
            return gateway.send_text(to, text, reference=reference)
    else:
        subject, body = email_of(message)

        def send() -> str:
            return gateway.send_email(to, subject, body, reference=reference)

    def send_unless_there() -> str:
        """An earlier attempt may have got there without our hearing of it."""
        return gateway.find(reference) or send()

    look_once_more(message, now)
    return send_unless_there if may_have_gone(message) else send


def recipient_of(message: Message) -> str:
    if message.address or message.repair is None:
        return message.address
    return address_of(message.repair, Message.Channel(message.channel))


def may_have_gone(message: Message) -> bool:
    return message.outcome_unknown or message.attempts > 1


def wait_for_a_better_time(message: Message, now: datetime) -> None:
    """Raises NotYet at night. Where the phone has had enough for a day: DroppedMeanwhile when an email goes instead,
    NotYet when tomorrow will do, and otherwise MessageRefused, so that a person rings."""
    if morning := quiet_until(message, now):
        put_off(message, morning)
    if may_have_gone(message) or not is_one_too_many(message, now):
        return
    if send_other_way(message, now):
        drop(message, now, because="enough texts for a day")
    tomorrow = tomorrow_morning(now)
    if still_holds(message, tomorrow):
        put_off(message, tomorrow)
    raise MessageRefused("This phone has had its texts for the day, and tomorrow is too late.")


def put_off(message: Message, until: datetime) -> None:
    """It is not late before then. Raises NotYet."""
    Message.objects.filter(pk=message.pk, attempts=message.attempts).update(wanted_at=until)
    raise NotYet(until)


def forget_failed_sending(message: Message) -> None:
    """A person has it sent again: the gateway has one with its reference, which did not arrive."""
    if message.delivery in FAILED:
        message.key, message.delivery = uuid.uuid4(), ""
        message.save(update_fields=["key", "delivery"])


def drop(message: Message, now: datetime, because: str) -> None:
    """Raises DroppedMeanwhile."""
    note(message, Event.Kind.MESSAGE_DROPPED, now, because=because)
    raise DroppedMeanwhile


def look_once_more(message: Message, now: datetime) -> None:
    """Last of all: the words may speak of a time that has just been changed, and be for a contact that was.

    Raises DroppedMeanwhile, or NotYet where it is to be written anew.
    """
    known = AS_IT_IS.first(id=message.pk)
    if known is None:
        raise DroppedMeanwhile
    repair = message.repair
    read = (repair.access_version, repair.contact_changed_at) if repair else (None, None)
    if known != (message.channel, *read):
        raise NotYet(now)
