"""Giving one message to the gateway."""

from repairs.log.messages import email_of, text_of
from repairs.log.models import Message
from repairs.log.notify import MessageGateway
from repairs.log.outbox.outcomes import DroppedMeanwhile


def hand_over(message: Message, gateway: MessageGateway) -> str:
    """Gives the message to the gateway, unless an earlier attempt got there without our hearing of it.

    Returns the gateway's id. Raises DroppedMeanwhile, MessageGatewayDown or MessageRefused.
    """
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
