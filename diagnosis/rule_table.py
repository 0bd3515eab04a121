"""The triage rules as a table that a repairs manager reads: when each applies, and what it does then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagnosis.explaining import say_flag
from diagnosis.rule import Rule
from diagnosis.triage import EMERGENCY_RINGS, ONE_UP, RULES
from diagnosis.vocabulary import HAZARDS


@dataclass(frozen=True)
class RuleRow:
    name: str
    when: str
    does: tuple[str, ...]


def rule_rows(priorities: Mapping[str, str], endings: Mapping[str, str]) -> list[RuleRow]:
    """`priorities` are the council's names by code, and `endings` what staff call them."""
    rows = [RuleRow(rule.name, rule.text, tuple(effects_of(rule, priorities, endings))) for rule in RULES]
    rings = (f"It ends with “{endings['ring']}”.",)
    return [*rows, RuleRow(EMERGENCY_RINGS.rule, EMERGENCY_RINGS.text, rings)]


def effects_of(rule: Rule, priorities: Mapping[str, str], endings: Mapping[str, str]) -> Iterator[str]:
    if rule.at_least:
        yield f"The priority is at least {priorities.get(rule.at_least, rule.at_least)}."
    if rule.up:
        steps = " and ".join(f"{own} becomes {next_one}" for own, next_one in ONE_UP.items())
        yield f"The priority goes up one step: {steps}. Any other stays as it is."
    if rule.ending:
        yield f"It ends with “{endings[rule.ending]}”, unless it is an emergency."
    if rule.hazard:
        yield f"A hazard case is opened: {HAZARDS[rule.hazard]}."
    yield from (f"Staff see the note “{say_flag(flag)}”" for flag in rule.flags)
