"""Where all reports of a version stand. The parts add up to those that were begun."""

from collections.abc import Callable
from dataclasses import dataclass

from diagnosis.reports.figures import Figures
from diagnosis.reports.marks import Happened
from diagnosis.reports.share import Share


@dataclass(frozen=True)
class Total:
    name: str
    share: Share


COUNTED: tuple[tuple[str, Callable[[Figures], int]], ...] = (
    ("Reached an outcome", lambda figures: figures.ended),
    ("Stopped at a question or an advice page", lambda figures: figures.stopped_at_pages),
    ("Stopped when we asked about their home", lambda figures: figures.stopped_at_home),
    ("Still answering the questions", lambda figures: figures.all[Happened.GOING]),
)


def totals(now: Figures, before: Figures | None) -> list[Total]:
    return [Total(name, share_of(count, now, before)) for name, count in COUNTED]


def share_of(count: Callable[[Figures], int], now: Figures, before: Figures | None) -> Share:
    return Share(count(now), now.begun, Share(count(before), before.begun) if before else None)
