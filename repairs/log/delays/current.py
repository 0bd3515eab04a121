"""Which notes residents can read today."""

from datetime import date, datetime

from django.db.models import QuerySet

from repairs.council.deadlines import LONDON
from repairs.log.delays.which import repairs_for
from repairs.log.models import DelayNote, Repair


def current_notes(now: datetime) -> QuerySet[DelayNote]:
    today = day_of(now)
    return DelayNote.objects.filter(ended_at=None, starts__lte=today, until__gte=today)


def notes_of(repair: Repair, now: datetime) -> list[DelayNote]:
    """The newest first. What has become an emergency does not wait with the others."""
    notes = current_notes(now).filter(delayed__repair=repair).order_by("-written_at", "-pk")
    return [note for note in notes if note.repair_id or not repair.priority.is_emergency]


def still_delays(note_id: int, repair_id: int, now: datetime) -> bool:
    note = current_notes(now).filter(pk=note_id).first()
    return note is not None and repairs_for(note).filter(pk=repair_id).exists()


def day_of(now: datetime) -> date:
    return now.astimezone(LONDON).date()
