"""Outcomes: nothing that somebody must come for can be published without what it takes to send them."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.problems.problem import Problem
from diagnosis.right_to_repair import CATEGORIES
from diagnosis.tree import NOTHING_TO_DO, Outcome
from diagnosis.vocabulary import HAZARDS, OUTCOME_FLAGS, is_emergency


@dataclass(frozen=True)
class Known:
    """The codes of the council's own tables."""

    sor_codes: frozenset[str]
    priorities: frozenset[str]
    trades: frozenset[str]


def outcome_problems(outcome: Outcome, known: Known) -> Iterator[Problem]:
    faults = idle_faults if outcome.ending in NOTHING_TO_DO else work_faults
    yield from (Problem(outcome.key, text) for text in faults(outcome, known))
    yield from (Problem(outcome.key, text) for text in name_faults(outcome))


def idle_faults(outcome: Outcome, known: Known) -> Iterator[str]:
    if outcome.sor or outcome.priority or outcome.trade:
        yield "Nobody comes for this outcome, so it must have no SoR code, priority or trade."
    if not outcome.body:
        yield "This outcome does not say what to do instead."


def work_faults(outcome: Outcome, known: Known) -> Iterator[str]:
    yield from code_faults("priority", outcome.priority, known.priorities)
    if outcome.ending != "call-back":
        yield from missing_faults(outcome)
    if outcome.trade:
        yield from code_faults("trade", outcome.trade, known.trades)
    for line in outcome.sor:
        yield from code_faults("SoR code", line.code, known.sor_codes)
    if is_emergency(outcome.priority) and outcome.ending != "ring":
        yield "An emergency must end with “ring”."
    if outcome.ending != "book" and not outcome.body:
        yield "This outcome does not say what happens next."


def missing_faults(outcome: Outcome) -> Iterator[str]:
    if not outcome.trade:
        yield "This outcome has no trade."
    if not outcome.sor:
        yield "This outcome has no SoR code."


def code_faults(what: str, code: str, known: frozenset[str]) -> Iterator[str]:
    if not code:
        yield f"This outcome has no {what}."
    elif code not in known:
        yield f"The {what} “{code}” is not in the council's table."


def name_faults(outcome: Outcome) -> Iterator[str]:
    if outcome.rtr is not None and outcome.rtr not in CATEGORIES:
        yield f"“{outcome.rtr}” is not a Right to Repair category."
    if outcome.hazard is not None and outcome.hazard not in HAZARDS:
        yield f"“{outcome.hazard}” is not a hazard."
    for flag in outcome.flags:
        if flag not in OUTCOME_FLAGS:
            yield f"“{flag}” is not a flag."
