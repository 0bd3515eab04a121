"""What was looked at and found."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Figures:
    pages: int = 0
    kinds: int = 0
    minutes: int = 0
    """The whole of it, without the walk where one was kept."""
    by_who: Counter[str] = field(default_factory=Counter)
    looked_at: Counter[str] = field(default_factory=Counter)
    """By check: how many pages."""
    found: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By check: what is wrong, on how many pages."""
    example: dict[str, str] = field(default_factory=dict)
    not_run: dict[str, str] = field(default_factory=dict)
    """A check that could not be made has not passed."""
    beside: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By command that runs beside the pages: its figures."""

    def take(self, check: str, page: str, wrong: Iterable[str]) -> None:
        self.looked_at[check] += 1
        for one in set(wrong):
            self.found[check][one] += 1
            self.example.setdefault(one, page)

    @property
    def findings(self) -> int:
        return sum(len(found) for found in self.found.values())

    @property
    def passed(self) -> bool:
        return not self.findings and not self.not_run and all(one["passed"] for one in self.beside.values())

    def as_json(self) -> dict[str, Any]:
        return {
            "passed": self.passed,
            "pages": self.pages,
            "pages_in_chromium": self.kinds,
            "minutes": self.minutes,
            "by_who": dict(self.by_who),
            "checks": {name: {"pages": n, "findings": len(self.found[name])} for name, n in self.looked_at.items()},
            "findings": self.findings,
            "not_run": self.not_run,
            **self.beside,
        }
