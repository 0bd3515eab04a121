"""Telling residents that we have what they changed: one message for all that comes within some minutes."""

from datetime import datetime, timedelta

from repairs.log.messages import add_message, channel_for
from repairs.log.models import Message, Repair

GATHERED_FOR = timedelta(minutes=5)
"""Photos come one by one from a phone, and second thoughts at once."""


def confirm(repair: Repair, kind: Message.Kind, version: int, now: datetime) -> None:
    """Unless one of this kind waits already, which then speaks of this too. Whoever chose to be rung has read it.

    In a transaction that has locked the repair.
    """
    waits = Message.objects.filter(repair=repair, kind=kind, state=Message.State.WAITING, attempts=0)
    channel = channel_for(repair)
    if channel and not waits.exists():
        at = now + GATHERED_FOR
        add_message(repair, kind, channel, version=version, wanted_at=at, due_at=at)
