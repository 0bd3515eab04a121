"""Notes of staff about a repair, for each other."""

from datetime import datetime
from uuid import UUID

from repairs.log.models import Repair, StaffNote


def write_note(repair: Repair, words: str, staff_id: int, token: UUID, now: datetime) -> StaffNote:
    """Once for a page, however often its button is pressed."""
    first = {"words": words, "staff_id": staff_id, "at": now}
    return StaffNote.objects.get_or_create(repair=repair, token=token, defaults=first)[0]
