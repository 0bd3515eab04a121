"""What a rule of the triage is made of, and what it may look at."""

from collections.abc import Callable
from dataclasses import dataclass

from diagnosis.facts import Facts
from diagnosis.tree import Outcome
from diagnosis.vocabulary import Ending


@dataclass(frozen=True)
class Case:
    """One report, as the rules see it."""

    outcome: Outcome
    facts: Facts
    winter: bool
    tenure: str | None

    @property
    def someone_at_risk(self) -> bool:
        return bool(self.facts.people_at_risk)

    @property
    def pouring(self) -> bool:
        return self.facts.contained == "no"

    def has(self, *flags: str) -> bool:
        """Whether the outcome carries any of these flags."""
        return not set(flags).isdisjoint(self.outcome.flags)


@dataclass(frozen=True)
class Rule:
    """When it applies, the priority becomes `at_least` that, or the next one `up` from the outcome's own."""

    name: str
    text: str
    """Why, for staff."""
    when: Callable[[Case], bool]
    at_least: str = ""
    up: bool = False
    ending: Ending | None = None
    hazard: str = ""
    flags: tuple[str, ...] = ()
