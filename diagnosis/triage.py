"""How urgent a problem is and what happens next: the outcome's own answer, then the rules.

A rule may make a repair more urgent and never less. The order of the rules does not matter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from diagnosis.facts import Facts
from diagnosis.right_to_repair import is_winter
from diagnosis.rule import Case, Rule
from diagnosis.tree import Outcome, SorLine
from diagnosis.vocabulary import NOTHING_TO_DO, Ending, is_emergency

OWNERS = frozenset({"leasehold", "shared_ownership"})
ONE_UP = {"R20": "U7", "U7": "U3"}
LAST = 1000

# fmt: off
RULES = (
    Rule("electrics", "Water is touching something electric, or is close to it.",
         lambda case: case.facts.electrics == "yes", at_least="E2", hazard="electrical"),
    Rule("ceiling", "A ceiling is bulging, sagging or has come down.",
         lambda case: case.facts.ceiling == "yes", at_least="E2", hazard="structural-collapse"),
    Rule("waste-coming-in", "Waste from a toilet or drain is coming into the home.",
         lambda case: case.facts.foul == "coming-in", at_least="E2", hazard="domestic-hygiene"),
    Rule("waste-leaking", "A pipe inside the home is leaking toilet waste.",
         lambda case: case.facts.foul == "leaking", at_least="E24", hazard="domestic-hygiene"),
    Rule("pouring", "A bucket, bowl or towel cannot catch all of the water.",
         lambda case: case.pouring, at_least="E24"),
    Rule("pouring-into-other-homes", "Water that nobody can catch is going into another home or a shared area.",
         lambda case: case.pouring and case.facts.other_homes == "yes", at_least="E2"),
    Rule("no-water-left", "The stop tap is off and there is no water left to use.",
         lambda case: case.facts.water_off == "none-left", at_least="E24"),
    Rule("no-water-person-at-risk", "There is no water at all, and someone in the home is at more risk.",
         lambda case: case.has("no-water") and case.someone_at_risk, at_least="E2"),
    Rule("scalding", "Very hot water or steam is coming out.",
         lambda case: case.facts.scalding == "yes", at_least="E24"),
    Rule("no-heating-in-winter", "There is no heating or hot water, between 1 November and 30 April.",
         lambda case: case.facts.heating == "no" and case.winter, at_least="E24", hazard="excess-cold"),
    Rule("person-at-risk", "Someone in the home is at more risk, so it is done one step sooner.",
         lambda case: case.someone_at_risk, up=True),
    Rule("damp", "There are damp patches, mould or a musty smell, so a hazard case is opened as well.",
         lambda case: case.facts.damp == "yes", hazard="damp-mould"),
    Rule("damp-not-sure", "They are not sure about damp or mould: look for it at the visit.",
         lambda case: case.facts.damp == "not-sure", flags=("check-damp",)),
    Rule("recall", "It was repaired in the last month: send someone else, or someone senior.",
         lambda case: case.facts.recent == "yes" or case.facts.recalls > 0, flags=("recall",)),
    Rule("second-recall", "Two repairs have not mended it: a surveyor should see it.",
         lambda case: case.facts.recalls > 1, at_least="I5", flags=("inspect",)),
    Rule("stop-tap-off", "The water is turned off at the stop tap.",
         lambda case: case.facts.water_off in {"some-left", "none-left"}, flags=("isolated",)),
    Rule("other-homes", "Water is going into another home or a shared area.",
         lambda case: case.facts.other_homes == "yes", flags=("other-homes",)),
    Rule("owner-inside", "A leaseholder or shared owner looks after the inside of the home.",
         lambda case: case.tenure in OWNERS and not case.has("structure", "shared", "from-above"),
         ending="call-back", flags=("not-eligible",)),
    Rule("right-to-buy", "They have applied to buy: only keeping the weather out, safety, and leaks into other homes.",
         lambda case: case.tenure == "right_to_buy" and not case.has("watertight", "shared")
         and case.facts.other_homes != "yes", ending="call-back", flags=("not-eligible",)),
    Rule("temporary-home", "It is temporary accommodation: find out who owns it first.",
         lambda case: case.tenure == "temporary", ending="call-back", flags=("check-owner",)),
)
# fmt: on

RULE_PRIORITIES = frozenset([*ONE_UP, *ONE_UP.values(), *(rule.at_least for rule in RULES if rule.at_least)])
"""The codes that a council's table of priorities must have for the rules to work."""


@dataclass(frozen=True)
class Reason:
    rule: str
    text: str


EMERGENCY_RINGS = Reason(
    "emergency-rings", "An emergency is never booked online: they ring, and we keep what they said."
)
REASON_NAMES = frozenset([*(rule.name for rule in RULES), EMERGENCY_RINGS.rule])


@dataclass(frozen=True)
class Decision:
    outcome_key: str
    ending: Ending
    priority: str
    trade: str
    sor: tuple[SorLine, ...]
    rtr_category: str | None
    hazards: tuple[str, ...]
    flags: tuple[str, ...]
    location: str
    reasons: tuple[Reason, ...]


def triage(
    outcome: Outcome, facts: Facts, *, ranks: Mapping[str, int], reported_on: date, tenure: str | None
) -> Decision:
    """`ranks` are the council's priorities, 1 the most urgent. Where nobody comes, no rule applies."""
    case = Case(outcome, facts, is_winter(reported_on), tenure)
    fired = [] if outcome.ending in NOTHING_TO_DO else applying(RULES, case)
    priority = most_urgent(outcome.priority, fired, ranks)
    hazards = once([outcome.hazard or "", *(rule.hazard for rule in fired)])
    flags = [*outcome.flags, *(flag for rule in fired for flag in rule.flags)]
    return Decision(
        outcome_key=outcome.key,
        ending=ending_of(outcome, fired, priority),
        priority=priority,
        trade=outcome.trade,
        sor=outcome.sor,
        rtr_category=outcome.rtr,
        hazards=hazards,
        flags=once([*flags, "hazard-case" if hazards else ""]),
        location=outcome.location,
        reasons=tuple(reasons(fired, outcome, priority)),
    )


def applying(rules: tuple[Rule, ...], case: Case) -> list[Rule]:
    can_go_up = case.outcome.priority in ONE_UP
    return [rule for rule in rules if rule.when(case) and (can_go_up or not rule.up)]


def most_urgent(own: str, fired: list[Rule], ranks: Mapping[str, int]) -> str:
    wanted = [ONE_UP[own] if rule.up else rule.at_least for rule in fired]
    return min([own, *wanted], key=lambda code: ranks.get(code, LAST))


def ending_of(outcome: Outcome, fired: list[Rule], priority: str) -> Ending:
    """An emergency is rung about whoever lives there. It is never booked."""
    if is_emergency(priority):
        return "ring"
    return next((rule.ending for rule in fired if rule.ending), outcome.ending)


def reasons(fired: list[Rule], outcome: Outcome, priority: str) -> Iterator[Reason]:
    for rule in fired:
        yield Reason(rule.name, rule.text)
    if is_emergency(priority) and outcome.ending != "ring":
        yield EMERGENCY_RINGS


def once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
