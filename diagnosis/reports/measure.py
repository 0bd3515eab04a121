"""One thing that is counted of a page or an outcome, and whether it deserves a look."""

from dataclasses import dataclass

from diagnosis.reports.share import Share

MANY = 1 / 5
ENOUGH = 20
"""Of fewer reports than this, one more or less changes a share too much to say anything of the page."""


@dataclass(frozen=True)
class Measure:
    name: str
    share: Share | None
    said: str
    """What those did who are counted, to follow "1 in 5"."""
    instead: str
    """Where nothing is counted, why."""
    expected: bool = False
    """Many may be counted, and nothing is wrong."""

    @property
    def number(self) -> int:
        return self.share.number if self.share else 0

    @property
    def is_many(self) -> bool:
        share = self.share
        return share is not None and not self.expected and share.of >= ENOUGH and share.part > MANY

    @property
    def notice(self) -> str:
        return f"More than 1 in 5 {self.said}"
