"""Where the answers lead: what would be done about it, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from diagnosis.example import Example, Expected
from diagnosis.examples import DAYS, decide_example
from diagnosis.explaining import Effect, Explaining, say_flag
from diagnosis.right_to_repair import CATEGORIES, COST_LIMIT, qualifies, rtr_days
from diagnosis.tree import Outcome, SorLine, Tree
from diagnosis.triage import Decision
from diagnosis.vocabulary import HAZARDS
from repairs.report.try_draft.situation import Situation
from repairs.report.try_draft.tables import ENDINGS, Tables

NOTHING = ("None",)


@dataclass(frozen=True)
class Row:
    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    tree: Tree
    outcome: Outcome
    answers: Mapping[str, str]
    situation: Situation
    tables: Tables
    place: str
    """Where it is, as the answers tell it."""

    def example(self, name: str, expected: Expected, key: str = "new") -> Example:
        """What is tried here, as a case that must come out so."""
        return Example(key=key, name=name, answers=dict(self.answers), expect=expected, **self.situation.of_example)

    @cached_property
    def decision(self) -> Decision:
        """The very one that an example of these answers would be given."""
        anything = Expected(outcome=self.outcome.key, ending=self.outcome.ending)
        return decide_example(self.tree, self.example("-", anything), self.tables.ranks)

    @property
    def expected(self) -> Expected:
        """What an example would have to say, so that it holds."""
        decision = self.decision
        return Expected(
            outcome=decision.outcome_key,
            priority=decision.priority,
            ending=decision.ending,
            rules=tuple(reason.rule for reason in decision.reasons),
        )

    @cached_property
    def explaining(self) -> Explaining:
        names = {code: str(priority) for code, priority in self.tables.priorities.items()}
        return Explaining(self.outcome, self.decision, self.tables.ranks, names, ENDINGS)

    @property
    def effects(self) -> list[Effect]:
        return self.explaining.effects()

    @property
    def priority(self) -> str:
        code = self.decision.priority
        return self.tables.say_priority(code) if code else "None: nobody comes"

    @property
    def own_priority(self) -> str:
        code = self.outcome.priority
        return self.tables.say_priority(code) if code else "no priority"

    @property
    def raised(self) -> bool:
        return self.explaining.raised

    def rows(self) -> Iterator[Row]:
        decision = self.decision
        yield Row("Outcome", (self.outcome.title,))
        yield Row("How it ends", (ENDINGS[decision.ending],))
        yield Row("Priority", (self.priority,))
        yield Row("Trade", (self.tables.say_trade(decision.trade),) if decision.trade else NOTHING)
        yield Row("SoR items", self.work() or NOTHING)
        yield Row("Right to Repair", self.right_to_repair())
        yield Row("Hazards", tuple(HAZARDS.get(hazard, hazard) for hazard in decision.hazards) or NOTHING)
        yield Row("Notes", tuple(say_flag(flag) for flag in decision.flags) or NOTHING)
        yield Row("Where it is", (self.place or decision.location or "Not said",))

    def work(self) -> tuple[str, ...]:
        lines = tuple(self.say_line(line) for line in self.decision.sor)
        total = sum(self.tables.minutes.get(line.code, 0) * line.quantity for line in self.decision.sor)
        return (*lines, f"{total} minutes in all") if len(lines) > 1 else lines

    def say_line(self, line: SorLine) -> str:
        item = self.tables.sor.get(line.code)
        if item is None:
            return f"{line.code}: not in the SoR table"
        times = f"{line.quantity} x " if line.quantity > 1 else ""
        return f"{times}{item.code} {item.description}, {item.minutes * line.quantity} minutes"

    def right_to_repair(self) -> tuple[str, ...]:
        name = self.decision.rtr_category
        category = CATEGORIES.get(name or "")
        if name is None or category is None:
            return (f"“{name}” is not a category",) if name else ("No",)
        days = rtr_days(name, DAYS[self.situation.season])
        return (f"{category.defect}: {days} working day{'s' if days > 1 else ''}", self.why_or_why_not(name))

    def why_or_why_not(self, category: str) -> str:
        items = ((self.tables.sor.get(line.code), line.quantity) for line in self.decision.sor)
        cost = sum((item.cost * quantity for item, quantity in items if item), Decimal(0))
        if qualifies(category, self.situation.tenure, cost):
            return "It applies here"
        if cost > COST_LIMIT:
            return f"It does not apply: the work costs £{cost}, and the most is £{COST_LIMIT}"
        return "It does not apply: only secure and introductory tenants have it"
