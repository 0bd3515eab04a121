"""Keeping what a resident asks: one open enquiry of a kind, however often they ask."""

from datetime import datetime
from typing import Any

from django.db import transaction

from repairs.log.changeable import lock_repair
from repairs.log.enquiries.clocks import answer_due
from repairs.log.messages import add_message, channel_for
from repairs.log.models import Enquiry, Event, Message, Repair, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order_changes import tell_of_change

Kind = Enquiry.Kind

BETWEEN_WORDS = "\n\n"


def ask(
    repair: Repair,
    kind: Enquiry.Kind,
    words: str,
    now: datetime,
    *,
    due_at: datetime | None = None,
    detail: dict[str, Any] | None = None,
) -> tuple[Enquiry, bool]:
    """The open enquiry, and whether it is new. In a transaction that has locked the repair.

    More words are added to those before; the same words again change nothing.
    """
    enquiry = Enquiry.objects.select_for_update(of=("self",)).filter(repair=repair, kind=kind, answered_at=None).first()
    if enquiry is not None:
        if words and words not in enquiry.words.split(BETWEEN_WORDS):
            enquiry.words = BETWEEN_WORDS.join(part for part in (enquiry.words, words) if part)
            enquiry.save(update_fields=["words"])
            note(enquiry, Event.Kind.ENQUIRY_ASKED, now, more=True)
        return enquiry, False
    enquiry = Enquiry.objects.create(
        repair=repair,
        kind=kind,
        words=words,
        detail=detail or {},
        asked_at=now,
        due_at=due_at or answer_due(kind, now),
    )
    note(enquiry, Event.Kind.ENQUIRY_ASKED, now)
    transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return enquiry, True


def ask_for_update(repair: Repair, words: str, now: datetime) -> Enquiry:
    with transaction.atomic():
        enquiry, _ = ask(lock_repair(repair), Kind.UPDATE, words, now)
    return enquiry


def complain(repair: Repair, words: str, now: datetime) -> Enquiry:
    """Acknowledged at once. Whoever plans the work is not told: a complaint goes to people who deal with complaints."""
    with transaction.atomic():
        repair = lock_repair(repair)
        enquiry, is_new = ask(repair, Kind.COMPLAINT, words, now)
        channel = channel_for(repair)
        if is_new and channel:
            add_message(repair, Message.Kind.COMPLAINT, channel, version=enquiry.pk, due_at=now)
    return enquiry


def tell_hms(repair: Repair, words: str, now: datetime) -> None:
    """A note on the works order, where there is one."""
    tell_of_change(repair, WorksOrderChange.Kind.NOTE, now, comments=words)


def note(enquiry: Enquiry, kind: Event.Kind, now: datetime, **detail: Any) -> None:
    """In the history of the repair, without what was typed."""
    Event.objects.create(repair=enquiry.repair, kind=kind, at=now, detail={"enquiry": enquiry.kind, **detail})
