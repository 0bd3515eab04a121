"""Where the reports are that still have their answers. Whoever keeps them says so: the diagnosis does not know them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from diagnosis.reports.alike import STOPPED_AFTER, Alike


class Source(Protocol):
    def __call__(self, tree_id: int, quiet_since: datetime) -> Iterable[Alike]:
        """Each report that answers this published tree, once. It is quiet where it was last answered before then."""


_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Adding one again changes nothing."""
    if source not in _sources:
        _sources.append(source)


def reports_of(tree_id: int, now: datetime) -> Iterator[Alike]:
    for source in _sources:
        yield from source(tree_id, now - STOPPED_AFTER)
