"""What is known at one point of a report: the answers so far, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from diagnosis.facts import Facts
from diagnosis.tree import Tree
from diagnosis.triage import Decision, triage
from diagnosis.walk import Walk, walk
from repairs.report.answers import Answers, Override, Slot
from repairs.report.overridden import with_priority

DECIDES = frozenset({"home", "household", "override"})
"""What a decision hangs on besides the answers to the diagnosis."""


AS_RULES_SAY = Override()


class NotDiagnosed(Exception):
    """The questions of the tree have not all been answered."""


@dataclass(frozen=True)
class HomeFacts:
    """What the register says of a home. The journey never shows it to a resident."""

    key: str
    tenure: str
    is_tenancy: bool
    patch: str | None
    calls_back: bool
    uprn: str = ""
    address: str = ""
    """Its lines, without the postcode."""
    postcode: str = ""


@dataclass(frozen=True)
class Setting:
    """What a report is answered against: the pinned tree, the home, the council's priorities and trades."""

    tree: Tree
    home: HomeFacts | None
    ranks: Mapping[str, int]
    minutes: Mapping[str, int] = field(default_factory=dict)
    """Minutes of each SoR item."""
    reported_on: date = date.min
    assisted: bool = False
    """An agent asks the questions, and not the resident's own browser."""


@dataclass(frozen=True)
class Progress:
    given: Answers
    setting: Setting

    def with_given(self, **given: object) -> "Progress":
        """With more that was said. What does not hang on that is not worked out again."""
        if all(getattr(self.given, name) is value for name, value in given.items()):
            return self
        after = Progress(self.given.model_copy(update=given), self.setting)
        if "questions" not in given:
            after.__dict__["walk"] = self.walk
            if DECIDES.isdisjoint(given):
                after.__dict__["decision"] = self.decision
        return after

    @cached_property
    def walk(self) -> Walk:
        return walk(self.setting.tree, self.given.questions)

    @cached_property
    def home(self) -> HomeFacts | None:
        """The home that has been chosen so far."""
        home = self.setting.home
        return home if home and self.given.home == home.key else None

    @cached_property
    def decision(self) -> Decision | None:
        """How urgent it is and what happens next. None while the diagnosis goes on.

        The register's tenure plays no part: it would show on the pages that a stranger can reach.
        """
        return self.decide(None) if self.walk.outcome else None

    def decide(self, tenure: str | None) -> Decision:
        """The decision for whoever lives there on that tenure.

        Raises NotDiagnosed before the diagnosis has an outcome.
        """
        decision = with_priority(self.by_rules(tenure), self.override.priority, self.setting.ranks)
        if self.books_anyway and decision.ending == "call-back" and self.by_rules(None).ending == "book":
            return replace(decision, ending="book")
        return decision

    @property
    def override(self) -> Override:
        """What an agent has decided otherwise."""
        return self.given.override or AS_RULES_SAY

    @property
    def books_anyway(self) -> bool:
        """An agent has seen why we would ring or check first, and books all the same."""
        anyway = self.override.anyway
        return anyway is not None and anyway.home == self.given.home

    def by_rules(self, tenure: str | None) -> Decision:
        """The decision of the rules alone. Raises NotDiagnosed."""
        if self.walk.outcome is None:
            raise NotDiagnosed
        return triage(
            self.walk.outcome,
            Facts.gathered(self.walk.facts, **household_facts(self.given)),
            ranks=self.setting.ranks,
            reported_on=self.setting.reported_on,
            tenure=tenure,
        )

    @property
    def settled(self) -> Decision:
        """The decision, on pages that come after the diagnosis."""
        return self.decision or self.decide(None)

    @property
    def flags(self) -> tuple[str, ...]:
        return self.decision.flags if self.decision else ()

    @property
    def ending(self) -> str | None:
        return self.decision.ending if self.decision else None

    @property
    def result(self) -> str:
        """Names the page that tells how this ends: another outcome, or another ending, is another page."""
        return f"{self.decision.outcome_key}:{self.decision.ending}" if self.decision else ""

    @property
    def job_minutes(self) -> int:
        items = self.decision.sor if self.decision else ()
        return sum(self.setting.minutes.get(item.code, 0) * item.quantity for item in items)

    @property
    def tenure(self) -> str | None:
        """What the register says, for what is owed by law. Pages never tell it."""
        return self.home.tenure if self.home else None

    @property
    def slot(self) -> Slot | None:
        """The time that was chosen, if it was chosen for this very job."""
        chosen = self.given.slot
        return chosen if chosen and chosen.job == self.job else None

    @property
    def job(self) -> str:
        """The work that a time is offered for."""
        trade = self.decision.trade if self.decision else ""
        return f"{self.home.patch if self.home else ''}/{trade}/{self.job_minutes}"


def household_facts(answers: Answers) -> dict[str, object]:
    household = answers.household
    if household is None:
        return {}
    return {
        "people_at_risk": frozenset(person.value for person in household.people),
        "damp": household.damp.value if household.damp else "",
        "recent": household.recent.value if household.recent else "",
        "water_off": household.water_off.value if household.water_off else "",
    }
