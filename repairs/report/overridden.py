"""What the rules decided, with what staff have decided otherwise. It never holds for more than it was decided for."""

from collections.abc import Mapping
from dataclasses import replace

from diagnosis.triage import EMERGENCY_RINGS, LAST, Decision, Reason
from diagnosis.vocabulary import NOTHING_TO_DO, is_emergency
from repairs.report.answers import NewPriority

MOVED_UP, MOVED_DOWN = "moved-up", "moved-down"


def mark(decision: Decision) -> str:
    """What a less urgent priority hangs on: with other answers, the rules count again."""
    return ":".join([decision.outcome_key, decision.priority, *decision.hazards])


def with_priority(decision: Decision, chosen: NewPriority | None, ranks: Mapping[str, int]) -> Decision:
    """More urgent as long as it is the same problem, and less urgent only while nothing else has changed."""
    if chosen is None or decision.ending in NOTHING_TO_DO or chosen.priority not in ranks:
        return decision
    rank, by_rules = ranks[chosen.priority], ranks.get(decision.priority, LAST)
    meant_up = rank < ranks.get(chosen.instead_of, LAST)
    if meant_up and rank < by_rules and chosen.decided.split(":")[0] == decision.outcome_key:
        return moved(decision, chosen, MOVED_UP)
    if not meant_up and rank > by_rules and chosen.decided == mark(decision) and not is_emergency(decision.priority):
        return moved(decision, chosen, MOVED_DOWN)
    return decision


def moved(decision: Decision, chosen: NewPriority, rule: str) -> Decision:
    way = "up" if rule == MOVED_UP else "down"
    text = f"Staff moved the priority {way} from {decision.priority} to {chosen.priority}: {chosen.why}."
    reasons = [*decision.reasons, Reason(rule, text)]
    if is_emergency(chosen.priority) and decision.ending != "ring":
        reasons.append(EMERGENCY_RINGS)
    ending = "ring" if is_emergency(chosen.priority) else decision.ending
    return replace(decision, priority=chosen.priority, ending=ending, reasons=tuple(reasons))
