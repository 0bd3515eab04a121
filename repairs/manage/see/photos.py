"""The photos that came with a report, for whoever may see the repair."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from repairs.log.models import Repair
from repairs.photos.links import photo_path
from repairs.photos.models import Photo
from repairs.statements import Gap, Read

LAST = timedelta(hours=1)
"""After this time the page is to be loaded again."""


@dataclass(frozen=True)
class ShownPhoto:
    large: str
    small: str
    width: int
    height: int


@dataclass(frozen=True)
class ShownPhotos:
    kept: tuple[ShownPhoto, ...] = ()
    deleted: bool = False
    """There were more, and they were deleted since the report was sent."""


ALBUM = Read(lambda: Photo.objects.filter(album=Gap(Photo, "album")))
"""Also those that were removed."""


def shown_photos(repair: Repair, photos: Sequence[Photo]) -> ShownPhotos:
    """`photos` are those of its album."""
    kept = [photo for photo in photos if photo.removed_at is None and photo.file]
    gone = [photo for photo in photos if photo.removed_at and photo.removed_at > repair.reported_at]
    return ShownPhotos(tuple(shown(photo) for photo in kept), deleted=bool(gone))


def shown(photo: Photo) -> ShownPhoto:
    small = photo_path(photo, lasts=LAST, thumbnail=True)
    return ShownPhoto(photo_path(photo, lasts=LAST), small, photo.width, photo.height)
