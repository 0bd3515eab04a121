"""Why a decision came out as it did: what each rule that fired did to it, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagnosis.rule import Rule
from diagnosis.tree import Outcome
from diagnosis.triage import LAST, ONE_UP, RULES, Decision
from diagnosis.vocabulary import HAZARDS, OUTCOME_FLAGS

RULE_FLAGS = {
    "check-damp": "Look for damp and mould at the visit.",
    "check-owner": "Find out who owns the home first.",
    "hazard-case": "Open a hazard case.",
    "inspect": "A surveyor should see it.",
    "isolated": "The water is turned off.",
    "not-eligible": "The council may not owe them this repair.",
    "other-homes": "Water goes into another home or a shared area.",
    "recall": "Send someone else, or someone senior.",
}
"""What the flags that rules add mean. Those of outcomes are in the vocabulary."""

BY_NAME = {rule.name: rule for rule in RULES}


@dataclass(frozen=True)
class Effect:
    rule: str
    text: str
    did: tuple[str, ...]


def say_flag(flag: str) -> str:
    return OUTCOME_FLAGS.get(flag) or RULE_FLAGS.get(flag) or flag


@dataclass(frozen=True)
class Explaining:
    """A decision about an outcome, with the council's ranks and its names of priorities and endings."""

    outcome: Outcome
    decision: Decision
    ranks: Mapping[str, int]
    priorities: Mapping[str, str]
    endings: Mapping[str, str]

    @property
    def raised(self) -> bool:
        """Whether the rules made it more urgent than the outcome is by itself."""
        return self.decision.priority != self.outcome.priority

    def effects(self) -> list[Effect]:
        return [Effect(reason.rule, reason.text, tuple(self.did(reason.rule))) for reason in self.decision.reasons]

    def did(self, name: str) -> Iterator[str]:
        rule = BY_NAME.get(name)
        if rule is None:
            yield f"It ends with “{self.say_ending(self.decision.ending)}”."
            return
        if wanted := self.wanted(rule):
            yield self.did_to_priority(wanted)
        if rule.ending:
            yield self.did_to_ending(rule.ending)
        if rule.hazard:
            yield f"It adds the hazard “{HAZARDS.get(rule.hazard, rule.hazard)}”."
        yield from (f"It adds the note “{say_flag(flag)}”" for flag in rule.flags)

    def wanted(self, rule: Rule) -> str:
        return ONE_UP.get(self.outcome.priority, "") if rule.up else rule.at_least

    def did_to_priority(self, wanted: str) -> str:
        name = self.priorities.get(wanted, wanted)
        if self.rank(wanted) >= self.rank(self.outcome.priority):
            return f"It asks for {name} at least. The outcome is that urgent by itself."
        if wanted != self.decision.priority:
            return f"It asks for {name}. Another rule asks for more."
        return f"It raises the priority to {name}."

    def did_to_ending(self, ending: str) -> str:
        if ending == self.decision.ending:
            return f"It ends with “{self.say_ending(ending)}”."
        return (
            f"It would end with “{self.say_ending(ending)}”, but ends with “{self.say_ending(self.decision.ending)}”."
        )

    def say_ending(self, ending: str) -> str:
        return self.endings.get(ending, ending)

    def rank(self, code: str) -> int:
        return self.ranks.get(code, LAST)
