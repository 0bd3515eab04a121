"""Sending somebody the references of their repairs, to the phone or email that is on file, and nowhere else."""

from datetime import datetime, timedelta

from django.db import transaction

from repairs.log.links import new_link
from repairs.log.messages import add_message
from repairs.log.models import LostReference, Message, RepairLink
from repairs.log.nudge import nudge_outbox
from repairs.log.own_repairs import repairs_of

LINK_LASTS = timedelta(days=1)
TOO_LATE_AFTER = timedelta(hours=1)
BATCH = 100


def ask_for_references(channel: Message.Channel, contact: str, now: datetime) -> None:
    """Only written down: whether we know them is looked up elsewhere, where nobody can see how long it takes."""
    LostReference.objects.create(contact=contact, channel=channel, asked_at=now)


def answer_lost_references(now: datetime) -> int:
    """How many were sent something. Who is not on file is sent nothing. Nothing is kept of either."""
    return sum(answer(asked, now) for asked in LostReference.objects.order_by("pk")[:BATCH])


def answer(asked: LostReference, now: datetime) -> bool:
    with transaction.atomic():
        if not LostReference.objects.filter(pk=asked.pk).delete()[0]:
            return False  # another worker has it
        repairs = repairs_of(asked.channel, asked.contact, now) if now < asked.asked_at + TOO_LATE_AFTER else []
        if not repairs:
            return False
        too_late = asked.asked_at + TOO_LATE_AFTER
        channel = Message.Channel(asked.channel)
        add_message(repairs[0], Message.Kind.MY_REPAIRS, channel, version=asked.pk, due_at=now, too_late_at=too_late)
        transaction.on_commit(lambda: nudge_outbox(repairs[0]), robust=True)
    return True


def link_to_all(message: Message, now: datetime) -> RepairLink:
    """One that opens all repairs of the contact which the message goes to, for a day."""
    return new_link(message.its_repair, opens_all_of=message.channel, expires_at=now + LINK_LASTS)
