"""Reports that nobody finished are forgotten after a while, with their photos. What they answered is counted first."""

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import QuerySet

from appointments.diary.chosen import chosen_diary
from diagnosis.documents import TreeRefused
from diagnosis.reports.alike import Alike
from diagnosis.reports.counting import keep_count
from repairs.council.kept_for import KeptFor, kept_for_now
from repairs.log.models import DraftLink
from repairs.photos.services import photos_of, remove_photo
from repairs.report.models import Draft
from repairs.report.told_apart import with_what_was_told

BATCH = 200

log = structlog.get_logger(__name__)


def unfinished(now: datetime, kept: KeptFor) -> QuerySet[Draft]:
    """A report that was sent, or an emergency that waits for a call, stays in the log."""
    return Draft.objects.filter(repair=None, updated_at__lt=kept.drafts_before(now))


def forget_unfinished(now: datetime, kept: KeptFor | None = None) -> int:
    """How many were forgotten: no more than a batch."""
    old = unfinished(now, kept or kept_for_now())
    return sum(forget(old.filter(pk=draft), now) for draft in list(old.values_list("pk", flat=True)[:BATCH]))


def forget(unfinished: QuerySet[Draft], now: datetime) -> bool:
    """False where it was forgotten already, or someone has gone on with it after all."""
    with transaction.atomic():
        locked = unfinished.select_for_update(skip_locked=True)
        draft = with_what_was_told(locked).first()
        if draft is None:
            return False
        for photo in photos_of(draft.pk):
            remove_photo(draft.pk, photo.pk)
        if draft.hold:
            chosen_diary().release(draft.hold)
        DraftLink.objects.filter(draft=draft.pk).delete()
        count(draft.tree_id, Alike(draft.told or {}, home_known=draft.home_known))
        draft.delete()
    return True


def count(tree_id: int, report: Alike) -> None:
    """Nobody's answers are kept longer because their version can no longer be read."""
    try:
        keep_count(tree_id, [report])
    except TreeRefused:
        log.warning("report_not_counted", tree=tree_id)
