"""Writing down what was said, and that nobody answered. Each page that is sent counts once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from repairs.log.calling_back.acting import Did, NotDone, keep, who_acts
from repairs.log.calling_back.again import ring_again_at
from repairs.log.models import CallBack


def write_note(call_back: CallBack, words: str, key: UUID, now: datetime) -> None:
    """By anybody who may, also once it is closed."""
    with transaction.atomic():
        keep(call_back, Did.WROTE, now, words=words, key=key)


def note_no_answer(call_back: CallBack, words: str, key: UUID, now: datetime) -> None:
    """It is due again later. Raises NotDone where somebody else has it, or it is over."""
    with transaction.atomic():
        mine = CallBack.objects.select_for_update().filter(pk=call_back.pk, taken_by=who_acts(), done_at=None)
        if not mine.exists():
            call_back.refresh_from_db()
            raise NotDone
        if keep(call_back, Did.NO_ANSWER, now, words=words, key=key):
            mine.update(tries=F("tries") + 1, due_at=ring_again_at(call_back, now))
    call_back.refresh_from_db()
