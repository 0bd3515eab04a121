"""Files of photos that were removed, and files and photos that nothing leads to any more."""

from collections.abc import Iterator

from django.db.models import Q

from repairs.photos.models import Photo
from repairs.photos.services import forget_files
from repairs.retention.lost_photos import FOLDERS, folders_of_day, lost_in, remove_lost
from repairs.retention.steps.step import Moment, Step

BATCH = 20
"""Few: in a bucket each file takes a while."""

removed = Photo.objects.filter(removed_at__isnull=False)


def erase_removed(moment: Moment) -> Iterator[int]:
    """A file that cannot be erased now is tried again in the next round, and its row stays till then."""
    after = Q()
    while some := list(removed.filter(after).order_by("removed_at", "pk")[:BATCH]):
        last = some[-1]
        after = Q(removed_at__gte=last.removed_at) & (Q(removed_at__gt=last.removed_at) | Q(pk__gt=last.pk))
        gone = [photo.pk for photo in some if not photo.file or forget_files(photo)]
        Photo.objects.filter(pk__in=gone).delete()
        yield len(gone)


def remove_lost_photos(moment: Moment) -> Iterator[int]:
    for folder in folders_of_day(moment.now):
        yield remove_lost(folder, moment.now)


PHOTO_FILES = Step("photo-files", "Photos erased", lambda moment: removed.count(), erase_removed)
LOST_PHOTOS = Step(
    "lost-photos",
    f"Photos and files of photos that belonged to nothing, in {len(folders_of_day())} of {len(FOLDERS)} folders",
    lambda moment: sum(len(lost_in(folder, moment.now)) for folder in folders_of_day(moment.now)),
    remove_lost_photos,
)
