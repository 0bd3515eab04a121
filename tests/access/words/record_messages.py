"""Keeps the words of every message, as a test that pytest runs for its fixtures. See `tests.access.words.messages`."""

from repairs.log.message_words import email_of, text_of
from repairs.log.models import Message
from tests.access.words.messages import BODIES


def test_a_message_is_kept(message: Message) -> None:
    subject, body = email_of(message)
    BODIES.setdefault(f"text: {message.kind}", []).append(text_of(message))
    BODIES.setdefault(f"email: {message.kind}", []).append(f"{subject}:\n{body}")
