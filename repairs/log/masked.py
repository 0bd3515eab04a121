"""A number or an address in so few characters that its owner knows it, and nobody else learns it."""

from repairs.log.models import Message

SHOWN_OF_A_PHONE = 3


def masked(channel: str, contact: str) -> str:
    """123 of 07700 900123, and a…@example.com of ada@example.com."""
    if channel == Message.Channel.TEXT:
        return contact[-SHOWN_OF_A_PHONE:]
    name, _, domain = contact.rpartition("@")
    return f"{name[:1]}…@{domain}"
