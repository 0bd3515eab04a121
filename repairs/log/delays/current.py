"""Which notes residents can read today."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from repairs.council.deadlines import LONDON
from repairs.log.delays.which import repairs_for
from repairs.log.job_status.state import is_finished
from repairs.log.models import DelayNote, Repair
from repairs.statements import Gap, Read


def current_notes(today: Any) -> QuerySet[DelayNote]:
    """`today` is a day, or the gap for one."""
    return DelayNote.objects.filter(ended_at=None, starts__lte=today, until__gte=today)


NOTES = Read(
    lambda: (
        current_notes(Gap(DelayNote, "starts", "today"))
        .filter(delayed__repair=Gap(Repair, "id", "repair"))
        .order_by("-written_at", "-pk")
    )
)
"""The newest first."""


def that_delay(repair: Repair, notes: Sequence[DelayNote]) -> list[DelayNote]:
    """What is over waits for nothing, and what has become an emergency does not wait with the others."""
    if repair.cancelled_at or is_finished(repair):
        return []
    return [note for note in notes if note.repair_id or not repair.priority.is_emergency]


def still_delays(note_id: int, repair_id: int, now: datetime) -> bool:
    note = current_notes(day_of(now)).filter(pk=note_id).first()
    return note is not None and repairs_for(note).filter(pk=repair_id).exists()


def day_of(now: datetime) -> date:
    return now.astimezone(LONDON).date()
