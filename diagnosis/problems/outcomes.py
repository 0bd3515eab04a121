"""Outcomes: nothing that somebody must come for can be published without what it takes to send them."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.problems.problem import Problem
from diagnosis.right_to_repair import CATEGORIES
from diagnosis.tree import Outcome
from diagnosis.vocabulary import HAZARDS, NOTHING_TO_DO, OUTCOME_FLAGS, is_emergency

Fault = tuple[str, str]
"""The field, and what is wrong with it."""


@dataclass(frozen=True)
class Known:
    """The codes of the council's own tables."""

    sor_codes: frozenset[str]
    priorities: frozenset[str]
    trades: frozenset[str]


def outcome_problems(outcome: Outcome, known: Known) -> Iterator[Problem]:
    faults = idle_faults if outcome.ending in NOTHING_TO_DO else work_faults
    yield from (Problem(outcome.key, text, field=field) for field, text in faults(outcome, known))
    yield from (Problem(outcome.key, text, field=field) for field, text in name_faults(outcome))


def idle_faults(outcome: Outcome, known: Known) -> Iterator[Fault]:
    if outcome.sor or outcome.priority or outcome.trade:
        yield "ending", "Nobody comes for this outcome, so it must have no SoR code, priority or trade."
    if not outcome.body:
        yield "body", "This outcome does not say what to do instead."


def work_faults(outcome: Outcome, known: Known) -> Iterator[Fault]:
    yield from code_faults("priority", "priority", outcome.priority, known.priorities)
    if outcome.ending != "call-back":
        yield from missing_faults(outcome)
    if outcome.trade:
        yield from code_faults("trade", "trade", outcome.trade, known.trades)
    for line in outcome.sor:
        yield from code_faults("sor", "SoR code", line.code, known.sor_codes)
    if is_emergency(outcome.priority) and outcome.ending != "ring":
        yield "ending", "An emergency must end with “Ring us”."
    if outcome.ending != "book" and not outcome.body:
        yield "body", "This outcome does not say what happens next."


def missing_faults(outcome: Outcome) -> Iterator[Fault]:
    if not outcome.trade:
        yield "trade", "This outcome has no trade."
    if not outcome.sor:
        yield "sor", "This outcome has no SoR code."


def code_faults(field: str, what: str, code: str, known: frozenset[str]) -> Iterator[Fault]:
    if not code:
        yield field, f"This outcome has no {what}."
    elif code not in known:
        yield field, f"The {what} “{code}” is not in the council's table."


def name_faults(outcome: Outcome) -> Iterator[Fault]:
    if outcome.rtr is not None and outcome.rtr not in CATEGORIES:
        yield "rtr", f"“{outcome.rtr}” is not a Right to Repair category."
    if outcome.hazard is not None and outcome.hazard not in HAZARDS:
        yield "hazard", f"“{outcome.hazard}” is not a hazard."
    for flag in outcome.flags:
        if flag not in OUTCOME_FLAGS:
            yield "flags", f"“{flag}” is not a flag."
