"""Words and photos that are added to a repair after it was reported."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from repairs.log.changeable import lock_repair
from repairs.log.details.confirm import confirm
from repairs.log.details.still_open import refuse_once_over
from repairs.log.models import Addition, Event, Message, Repair, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order import photos_named
from repairs.log.order_changes import tell_of_change
from repairs.log.reschedule import RESIDENT
from repairs.photos.models import MOST_OF_A_REPAIR, Photo
from repairs.photos.refusals import PhotoRefused
from repairs.photos.services import NamedPhoto, keep_all


@dataclass(frozen=True)
class Added:
    """None where there was nothing to add. `refused` are the photos that found no place."""

    addition: Addition | None
    refused: Sequence[PhotoRefused] = field(default=())


def add_to_repair(
    repair: Repair, words: str, photos: Sequence[NamedPhoto], token: UUID, now: datetime, *, by: str = RESIDENT
) -> Added:
    """With all that follows, once for a page. The photos have been cleaned, which takes too long for a transaction.

    Raises Over where the repair is cancelled or finished.
    """
    with transaction.atomic():
        repair = lock_repair(repair)
        if known := Addition.objects.filter(repair=repair, token=token).first():
            return Added(known)
        refuse_once_over(repair)
        kept, refused = keep_all(album_of(repair), photos, most=MOST_OF_A_REPAIR)
        if not words and not kept:
            return Added(None, refused)
        ids = [str(photo.pk) for photo in kept]
        addition = Addition.objects.create(repair=repair, token=token, words=words, photos=ids, added_at=now)
        detail = {"words": "yes" if words else "no", "photos": len(kept), "by": by}
        Event.objects.create(repair=repair, kind=Event.Kind.ADDED, at=now, detail=detail)
        tell_hms(repair, words, kept, now)
        confirm(repair, Message.Kind.ADDED, addition.pk, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return Added(addition, refused)


def album_of(repair: Repair) -> UUID:
    if repair.album is None:
        repair.album = repair.draft
        repair.save(update_fields=["album"])
    return repair.album


def tell_hms(repair: Repair, words: str, photos: Sequence[Photo], now: datetime) -> None:
    """A note. An order that was never tried has it all in it when it is written."""
    of_these = photos_named(repair, {photo.pk for photo in photos})
    tell_of_change(repair, WorksOrderChange.Kind.NOTE, now, comments=words, photos=of_these, said_by_order=True)
