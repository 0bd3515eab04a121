"""Giving one message to the gateway, in two steps: one with the database, and one in a thread without it."""

from collections.abc import Callable

from repairs.log.messages import email_of, text_of
from repairs.log.models import Message
from repairs.log.notify import MessageGateway
from repairs.log.outbox.outcomes import DroppedMeanwhile

HandOver = Callable[[], str]


def ready_to_hand_over(message: Message, gateway: MessageGateway) -> HandOver:
    """All that needs the database. What it returns is called in another thread, where there is none.

    Raises DroppedMeanwhile, NotYet or MessageRefused. The call gives the gateway's id, or raises MessageGatewayDown or
    MessageRefused.
    """
    reference, repair = str(message.key), message.repair
    if message.channel == Message.Channel.TEXT:
        text = text_of(message)

        def send() -> str:
            return gateway.send_text(repair.phone, text, reference=reference)
    else:
        subject, body = email_of(message)

        def send() -> str:
            return gateway.send_email(repair.email, subject, body, reference=reference)

    def send_unless_there() -> str:
        """An earlier attempt may have got there without our hearing of it."""
        return gateway.find(reference) or send()

    refuse_if_dropped(message)
    return send_unless_there if message.attempts > 1 else send


def refuse_if_dropped(message: Message) -> None:
    """Looked at last of all: the words may speak of a time that has just been changed.

    Raises DroppedMeanwhile.
    """
    if not Message.objects.filter(pk=message.pk, state=Message.State.WAITING).exists():
        raise DroppedMeanwhile
