"""What a message says of a delay."""

from typing import Any

from repairs.log.models import DelayNote, Message


def delay_words(message: Message) -> dict[str, Any]:
    """Nothing for other messages."""
    return {"delay": DelayNote.objects.get(pk=message.version)} if message.kind == Message.Kind.DELAY else {}
