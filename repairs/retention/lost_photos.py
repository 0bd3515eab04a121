"""Files that no photo names, and photos that no report or repair has: what an interrupted upload leaves behind.

Files are in 256 folders by the start of their names. Some folders are looked through each day, all within a month.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.core.files.storage import default_storage
from django.utils import timezone

from repairs.log.models import Repair
from repairs.photos.models import Photo
from repairs.report.models import Draft

FOLDERS = tuple(f"{number:02x}" for number in range(256))
A_DAY = 10
GRACE = timedelta(days=1)
"""A file is written before the row that names it."""
AT_ONCE = 500

SMALL = "-small.jpg"

log = structlog.get_logger(__name__)


def folders_of_day(now: datetime | None = None) -> tuple[str, ...]:
    first = A_DAY * (now or timezone.now()).toordinal()
    return tuple(FOLDERS[(first + number) % len(FOLDERS)] for number in range(A_DAY))


def lost_in(folder: str, now: datetime) -> list[str]:
    """The names of files that go: those without a photo, and those of photos without a report."""
    return [name for names in in_folder(folder) for name in lost_of(names, now)]


def remove_lost(folder: str, now: datetime) -> int:
    """How many files are gone, or are erased in the next step."""
    removed = 0
    for names in in_folder(folder):
        lost = lost_of(names, now)
        known = Photo.objects.filter(file__in={main_file(name) for name in lost})
        stems = set(known.values_list("file", flat=True))
        known.kept().update(place=None, removed_at=now)
        removed += sum(name in stems or main_file(name) in stems or erase(name) for name in lost)
    return removed


def in_folder(folder: str) -> Iterator[list[str]]:
    """Some names at a time."""
    try:
        _, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    paths = sorted(f"{folder}/{name}" for name in names)
    for start in range(0, len(paths), AT_ONCE):
        yield paths[start : start + AT_ONCE]


def lost_of(names: list[str], now: datetime) -> list[str]:
    photos = Photo.objects.filter(file__in={main_file(name) for name in names})
    album_of: dict[str, UUID] = dict(photos.values_list("file", "album"))
    albums = set(album_of.values())
    wanted: set[UUID | None] = set(Draft.objects.filter(pk__in=albums).values_list("pk", flat=True))
    wanted |= set(Repair.objects.filter(album__in=albums).values_list("album", flat=True))
    return [name for name in names if album_of.get(main_file(name)) not in wanted and is_old(name, now)]


def main_file(name: str) -> str:
    """The photo that a small one was made of."""
    return f"{name.removesuffix(SMALL)}.jpg" if name.endswith(SMALL) else name


def is_old(name: str, now: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < now - GRACE
    except FileNotFoundError:
        return False


def erase(name: str) -> bool:
    try:
        default_storage.delete(name)
    except Exception as error:  # each kind of storage has errors of its own
        log.error("photo.not_erased", error=type(error).__name__)
        return False
    return True
