"""What a report leaves behind on the pages it met. All figures are sums of these marks.

A report is counted by where it stands now: an answer that was changed has left no mark.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from diagnosis.reports.alike import Alike
from diagnosis.tree import Outcome, Tree
from diagnosis.vocabulary import NOTHING_TO_DO
from diagnosis.walk import Walk, walk

HOME_PAGES = ""
"""Stands for the pages between two questions on which people say where they live."""


class Happened(StrEnum):
    CHOSEN = "chosen"
    ENDED = "ended"
    LEFT = "left"
    """It had an outcome, and was not sent."""
    STOPPED = "stopped"
    GOING = "going"
    """It stands here, and was answered not long ago."""


class Mark(NamedTuple):
    happened: Happened
    page: str
    option: str = ""


def count_marks(tree: Tree, reports: Iterable[Alike]) -> Counter[Mark]:
    counted: Counter[Mark] = Counter()
    for alike in reports:
        for mark in marks_of(tree, alike):
            counted[mark] += alike.number
    return counted


def marks_of(tree: Tree, alike: Alike) -> Iterator[Mark]:
    walked = walk(tree, alike.answers)
    for page, option in walked.answered:
        yield Mark(Happened.CHOSEN, page.key, option.key)
    if walked.outcome is not None:
        yield Mark(Happened.ENDED, walked.outcome.key)
        if was_left(walked.outcome, alike):
            yield Mark(Happened.LEFT, walked.outcome.key)
    elif len(walked.pages) > len(walked.answered):
        yield Mark(Happened.STOPPED if alike.quiet else Happened.GOING, waiting_at(walked, alike))


def was_left(outcome: Outcome, alike: Alike) -> bool:
    return alike.quiet and not alike.sent and outcome.ending not in NOTHING_TO_DO


def waiting_at(walked: Walk, alike: Alike) -> str:
    needs_home = any(page.needs_home for page in walked.pages)
    return HOME_PAGES if needs_home and not alike.home_known else walked.pages[-1].key
