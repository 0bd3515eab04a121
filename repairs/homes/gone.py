"""Homes that the file no longer names are marked as gone, never deleted: their repairs stay."""

from collections.abc import Iterator

from django.utils import timezone

from repairs.homes.models import Home
from repairs.homes.seen import SeenUprns

BATCH = 1000
# More than this at once is likelier a broken file than a demolition. A small register may lose a few homes freely.
MOST_SHARE = 0.2
FEW_HOMES = 20


def find_missing(seen: SeenUprns) -> int:
    """Note in `seen` every home that is still here but not in the file, and say how many they are."""
    for homes in _homes_in_batches():
        seen.note_missing(homes)
    return seen.count_missing()


def is_too_many(missing: int, homes: int) -> bool:
    return missing > max(FEW_HOMES, homes * MOST_SHARE)


def mark_gone(seen: SeenUprns) -> None:
    now = timezone.now()
    for keys in seen.missing(BATCH):
        Home.objects.filter(pk__in=keys, gone_at=None).update(gone_at=now)


def _homes_in_batches() -> Iterator[list[tuple[int, str]]]:
    last = 0
    homes = Home.objects.filter(gone_at=None).order_by("pk").values_list("pk", "uprn")
    while batch := list(homes.filter(pk__gt=last)[: BATCH * 5]):
        yield batch
        last = batch[-1][0]
