"""Writing a note to the repairs that it is for: once each, with the line in their history and the message.

What is reported while a note lasts gets it too, a few minutes later.
"""

from datetime import datetime

from django.db import transaction

from repairs.council.deadlines import end_of_day
from repairs.log.delays.current import current_notes, day_of
from repairs.log.delays.which import repairs_for
from repairs.log.messages import channel_for
from repairs.log.models import DelayedRepair, DelayNote, Event, Message, Repair
from repairs.log.nudge import nudge_outbox

AT_ONCE = 500


def spread_notes(now: datetime) -> int:
    """To how many repairs."""
    return sum(spread(note, now) for note in current_notes(day_of(now)).order_by("pk"))


def spread(note: DelayNote, now: datetime) -> int:
    """To how many repairs. Nothing before its first day, or once it has ended."""
    reached = 0
    while written := spread_some(note, now):
        reached += written
    return reached


def spread_some(note: DelayNote, now: datetime) -> int:
    with transaction.atomic():
        # Two who spread the same note would write it twice.
        if not current_notes(day_of(now)).select_for_update().filter(pk=note.pk).exists():
            return 0
        new = list(repairs_for(note).exclude(delays__note=note).select_related("priority").order_by("pk")[:AT_ONCE])
        DelayedRepair.objects.bulk_create(DelayedRepair(note=note, repair=repair) for repair in new)
        note_several(note, new, Event.Kind.DELAY_NOTED, now, words=note.words, until=note.until.isoformat())
        if note.tell and new:
            Message.objects.bulk_create(messages_about(note, new, now))
            transaction.on_commit(lambda: nudge_outbox(new[0]), robust=True)
    return len(new)


def messages_about(note: DelayNote, repairs: list[Repair], now: datetime) -> list[Message]:
    """Who wants to be rung reads it on the page."""
    known = {"kind": Message.Kind.DELAY, "version": note.pk, "wanted_at": now, "due_at": now}
    known |= {"too_late_at": end_of_day(note.until)}
    told = [(repair, channel_for(repair)) for repair in repairs]
    return [Message(repair=repair, channel=channel, **known) for repair, channel in told if channel]


def end_note(note: DelayNote, now: datetime) -> None:
    """Once. Nobody reads it any more, and what was not sent yet is not sent."""
    with transaction.atomic():
        if not DelayNote.objects.filter(pk=note.pk, ended_at=None).update(ended_at=now):
            return
        note.ended_at = now
        unsent = Message.objects.filter(kind=Message.Kind.DELAY, version=note.pk, state=Message.State.WAITING)
        unsent.update(state=Message.State.DROPPED)
        reached = Repair.objects.filter(delays__note=note).order_by("pk")
        note_several(note, list(reached), Event.Kind.DELAY_ENDED, now)


def note_several(note: DelayNote, repairs: list[Repair], kind: Event.Kind, now: datetime, **detail: str) -> None:
    known = {"note": note.pk, **detail}
    Event.objects.bulk_create(
        (Event(repair=repair, kind=kind, at=now, detail=known) for repair in repairs), batch_size=AT_ONCE
    )
