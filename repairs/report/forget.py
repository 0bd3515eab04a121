"""Reports that nobody finished are forgotten after a week, with their photos."""

from datetime import datetime, timedelta

from appointments.diary.chosen import chosen_diary
from repairs.photos.services import photos_of, remove_photo
from repairs.report.models import Draft

KEPT_FOR = timedelta(days=7)
BATCH = 200


def forget_unfinished(now: datetime) -> int:
    """How many were forgotten. A report that was sent, or an emergency that waits for a call, stays in the log."""
    old = Draft.objects.filter(repair=None, updated_at__lt=now - KEPT_FOR)[:BATCH]
    for draft in old:
        for photo in photos_of(draft.pk):
            remove_photo(draft.pk, photo.pk)
        if draft.hold:
            chosen_diary().release(draft.hold)
        draft.delete()
    return len(old)
