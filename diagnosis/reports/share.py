"""So many out of so many, and what it was before."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    number: int
    of: int
    before: "Share | None" = None
    """The same of the version before, where there is such a thing."""

    @property
    def part(self) -> float:
        return self.number / self.of if self.of else 0.0

    @property
    def count(self) -> str:
        return f"{self.number:,}"

    @property
    def count_of(self) -> str:
        return f"{self.of:,}"

    @property
    def percent(self) -> str:
        return say_percent(self.part) if self.of else ""

    @property
    def was(self) -> str:
        return self.before.percent if self.before else ""


def say_percent(part: float) -> str:
    """In whole numbers. Only nobody is 0%, and only everybody 100%."""
    if 0 < part < 0.01:
        return "under 1%"
    if 0.99 < part < 1:
        return "over 99%"
    return f"{part:.0%}"
