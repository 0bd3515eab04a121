"""What staff do with an enquiry. Residents read the answer, and never who wrote it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from repairs.log.call_backs import ring_with_news
from repairs.log.enquiries.ask import note
from repairs.log.messages import add_message, channel_for
from repairs.log.models import Enquiry, Event, Message
from repairs.log.nudge import nudge_outbox


class AlreadyAnswered(Exception):
    """Somebody else was first."""


def answer(enquiry: Enquiry, words: str, by: Any, now: datetime) -> None:
    """Once. Whoever asked is told that there is an answer, or rung if they chose that. Raises AlreadyAnswered."""
    with transaction.atomic():
        waiting = Enquiry.objects.filter(pk=enquiry.pk, answered_at=None)
        if not waiting.update(answer=words, answered_at=now, owner=enquiry.owner or by):
            raise AlreadyAnswered
        note(enquiry, Event.Kind.ENQUIRY_ANSWERED, now)
        if channel := channel_for(enquiry.repair):
            add_message(enquiry.repair, Message.Kind.ANSWERED, channel, version=enquiry.pk, due_at=now)
        else:
            what = enquiry.get_kind_display().lower()
            ring_with_news(enquiry.repair, f"Their enquiry has been answered ({what}). Read them the answer.", now)
        transaction.on_commit(lambda: nudge_outbox(enquiry.repair), robust=True)
