from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis.facts import Facts
from diagnosis.rule import Rule
from diagnosis.tree import Outcome
from diagnosis.triage import ONE_UP, RULES, Decision, triage
from diagnosis.vocabulary import HAZARDS, OUTCOME_FLAGS, is_emergency
from tests.diagnosis.builders import outcome, ranks

RANKS = ranks()
JULY, JANUARY = date(2026, 7, 15), date(2026, 1, 15)
CHILD = frozenset({"child-under-5"})


def decide(facts: dict[str, Any], *, on: date = JULY, tenure: str | None = "secure", **told: Any) -> Decision:
    ends = Outcome.model_validate(outcome("leak", **told))
    return triage(ends, Facts.model_validate(facts), ranks=RANKS, reported_on=on, tenure=tenure)


def rules_of(decision: Decision) -> list[str]:
    return [reason.rule for reason in decision.reasons]


class Fires(NamedTuple):
    """A case in which a rule applies, what then comes of it, and the nearest case in which it does not apply."""

    facts: dict[str, Any]
    priority: str
    but_not: dict[str, Any]
    told: dict[str, Any] = {}
    ending: str = "book"
    hazard: str = ""
    flag: str = ""
    own: str = "R20"


RING = {"ending": "ring", "flags": ["no-water"]}
CASES = {
    "electrics": Fires({"electrics": "yes"}, "E2", {"electrics": "not-sure"}, ending="ring", hazard="electrical"),
    "ceiling": Fires({"ceiling": "yes"}, "E2", {"ceiling": "no"}, ending="ring", hazard="structural-collapse"),
    "waste-coming-in": Fires(
        {"foul": "coming-in"}, "E2", {"foul": "leaking"}, ending="ring", hazard="domestic-hygiene"
    ),
    "waste-leaking": Fires({"foul": "leaking"}, "E24", {"foul": "coming-in"}, ending="ring", hazard="domestic-hygiene"),
    "pouring": Fires({"contained": "no"}, "E24", {"contained": "not-sure"}, ending="ring"),
    "pouring-into-other-homes": Fires(
        {"contained": "no", "other_homes": "yes"}, "E2", {"contained": "yes", "other_homes": "yes"}, ending="ring"
    ),
    "no-water-left": Fires({"water_off": "none-left"}, "E24", {"water_off": "some-left"}, ending="ring"),
    "no-water-person-at-risk": Fires({"people_at_risk": CHILD}, "E2", {}, told=RING, ending="ring", own="E24"),
    "scalding": Fires({"scalding": "yes"}, "E24", {"scalding": "no"}, ending="ring"),
    "no-heating-in-winter": Fires(
        {"heating": "no"}, "E24", {"heating": "yes"}, told={"on": JANUARY}, ending="ring", hazard="excess-cold"
    ),
    "person-at-risk": Fires({"people_at_risk": CHILD}, "U7", {}),
    "damp": Fires({"damp": "yes"}, "R20", {"damp": "not-sure"}, hazard="damp-mould"),
    "damp-not-sure": Fires({"damp": "not-sure"}, "R20", {"damp": "no"}, flag="check-damp"),
    "recall": Fires({"recent": "yes"}, "R20", {"recent": "not-sure"}, flag="recall"),
    "second-recall": Fires({"recalls": 2}, "I5", {"recalls": 1}, flag="inspect"),
    "stop-tap-off": Fires({"water_off": "some-left"}, "R20", {"water_off": "not-sure"}, flag="isolated"),
    "other-homes": Fires({"other_homes": "yes"}, "R20", {"other_homes": "no"}, flag="other-homes"),
    "owner-inside": Fires({}, "R20", {}, told={"tenure": "leasehold"}, ending="call-back", flag="not-eligible"),
    "right-to-buy": Fires(
        {},
        "R20",
        {"other_homes": "yes"},
        told={"tenure": "right_to_buy"},
        ending="call-back",
        flag="not-eligible",
    ),
    "temporary-home": Fires({}, "R20", {}, told={"tenure": "temporary"}, ending="call-back", flag="check-owner"),
}


def test_every_rule_has_its_case() -> None:
    assert list(CASES) == [rule.name for rule in RULES]


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_alone_does_what_it_says(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[rule]
    monkeypatch.setattr("diagnosis.triage.RULES", [one for one in RULES if one.name == rule])
    decision = decide(case.facts, priority=case.own, **case.told)
    assert rules_of(decision)[0] == rule
    assert (decision.priority, decision.ending) == (case.priority, case.ending)
    assert decision.hazards == ((case.hazard,) if case.hazard else ())
    assert not case.flag or case.flag in decision.flags


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_plays_no_part_where_it_does_not_apply(rule: str) -> None:
    case = CASES[rule]
    told = {**case.told, "tenure": "secure"} if case.but_not == case.facts else case.told
    assert rule in rules_of(decide(case.facts, priority=case.own, **case.told))
    assert rule not in rules_of(decide(case.but_not, priority=case.own, **told))


@pytest.mark.parametrize(
    ("facts", "own"),
    [
        ({"contained": "no"}, "E2"),
        ({"recalls": 3}, "U1"),
        ({"people_at_risk": CHILD}, "U3"),
        ({"people_at_risk": CHILD}, "AL10"),
        ({"electrics": "not-sure", "ceiling": "no", "contained": "not-sure", "water_off": "some-left"}, "R20"),
        ({"other_homes": "yes"}, "R20"),
    ],
)
def test_it_stays_as_urgent_as_it_was(facts: dict[str, Any], own: str) -> None:
    assert decide(facts, priority=own).priority == own


def test_no_heating_is_an_emergency_in_winter_only() -> None:
    assert decide({"heating": "no"}, priority="U3", ending="ring", on=JULY).priority == "U3"
    assert decide({"heating": "no"}, priority="U3", ending="ring", on=JANUARY).priority == "E24"


def test_no_water_is_most_urgent_for_someone_at_risk() -> None:
    told: dict[str, Any] = {"priority": "E24", "ending": "ring", "flags": ["no-water"]}
    assert decide({}, **told).priority == "E24"
    assert decide({"people_at_risk": CHILD}, **told).priority == "E2"
    assert decide({"people_at_risk": CHILD}, priority="E24", ending="ring").priority == "E24"


def test_damp_opens_a_hazard_case_beside_the_repair() -> None:
    decision = decide({"damp": "yes"})
    assert (decision.priority, decision.ending, decision.hazards) == ("R20", "book", ("damp-mould",))
    assert "hazard-case" in decision.flags
    assert decide({"damp": "not-sure"}).flags == ("check-damp",)
    assert decide({"damp": "no"}).flags == ()


def test_a_hazard_is_named_once_however_many_say_so() -> None:
    assert decide({"damp": "yes"}, hazard="damp-mould").hazards == ("damp-mould",)


@pytest.mark.parametrize(
    ("facts", "flags"),
    [
        ({"recent": "yes"}, ("recall",)),
        ({"recent": "not-sure"}, ()),
        ({"recent": "yes", "recalls": 2}, ("recall", "inspect")),
        ({"water_off": "some-left"}, ("isolated",)),
        ({"other_homes": "yes"}, ("other-homes",)),
    ],
)
def test_staff_are_told_what_to_look_out_for(facts: dict[str, Any], flags: tuple[str, ...]) -> None:
    assert decide(facts).flags == flags


def test_an_emergency_is_rung_about_and_the_reason_is_kept() -> None:
    decision = decide({"contained": "no"}, priority="U7")
    assert decision.ending == "ring"
    assert rules_of(decision) == ["pouring", "emergency-rings"]
    assert decision.reasons[0].text == "A bucket, bowl or towel cannot catch all of the water."


@pytest.mark.parametrize(
    ("tenure", "flags", "facts", "ending"),
    [
        ("secure", [], {}, "book"),
        (None, [], {}, "book"),
        ("leasehold", [], {}, "call-back"),
        ("shared_ownership", [], {}, "call-back"),
        ("leasehold", ["structure"], {}, "book"),
        ("leasehold", ["shared"], {}, "book"),
        ("leasehold", ["from-above"], {}, "book"),
        ("leasehold", [], {"electrics": "yes"}, "ring"),
        ("right_to_buy", [], {}, "call-back"),
        ("right_to_buy", ["watertight"], {}, "book"),
        ("right_to_buy", [], {"other_homes": "yes"}, "book"),
        ("right_to_buy", [], {"foul": "leaking"}, "ring"),
        ("temporary", ["structure"], {}, "call-back"),
    ],
)
def test_who_lives_there_decides_whether_it_can_be_booked(
    tenure: str | None, flags: list[str], facts: dict[str, Any], ending: str
) -> None:
    assert decide(facts, tenure=tenure, flags=flags).ending == ending


def test_a_leaseholder_is_told_why_not() -> None:
    decision = decide({}, tenure="leasehold")
    assert "not-eligible" in decision.flags
    assert rules_of(decision) == ["owner-inside"]


@pytest.mark.parametrize("ending", ["advice", "not-ours"])
def test_no_rule_touches_an_outcome_for_which_nobody_comes(ending: str) -> None:
    decision = decide({"electrics": "yes", "damp": "yes"}, ending=ending, priority="", trade="", sor=[])
    assert (decision.ending, decision.priority, decision.reasons, decision.flags) == (ending, "", (), ())


def test_the_work_is_what_the_outcome_says() -> None:
    decision = decide({}, rtr="leaking-roof", location="Roof", sor=[{"code": "LK-R01", "quantity": 2}], trade="RO")
    assert [(line.code, line.quantity) for line in decision.sor] == [("LK-R01", 2)]
    assert (decision.outcome_key, decision.trade, decision.rtr_category) == ("leak", "RO", "leaking-roof")
    assert decision.location == "Roof"


def test_a_priority_that_the_council_does_not_have_is_never_chosen() -> None:
    ends = Outcome.model_validate(outcome("leak"))
    facts = Facts(recalls=2)
    assert triage(ends, facts, ranks={"U7": 1, "R20": 2}, reported_on=JULY, tenure=None).priority == "R20"


def test_each_rule_has_its_own_name_and_uses_words_that_mean_something() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.hazard for rule in RULES} - {""} <= set(HAZARDS)
    assert {rule.at_least for rule in RULES} - {""} <= set(RANKS)


ANSWER = st.sampled_from(["yes", "no", "not-sure", None])
FACTS = st.builds(
    Facts,
    electrics=ANSWER,
    ceiling=ANSWER,
    foul=st.sampled_from(["coming-in", "leaking", None]),
    contained=ANSWER,
    other_homes=ANSWER,
    scalding=ANSWER,
    heating=ANSWER,
    water_off=st.sampled_from(["no", "some-left", "none-left", "not-sure", None]),
    damp=ANSWER,
    recent=ANSWER,
    recalls=st.integers(0, 3),
    people_at_risk=st.frozensets(st.sampled_from(["child-under-5", "over-65", "pregnant"])),
)


SITUATIONS: dict[str, st.SearchStrategy[Any]] = {
    "facts": FACTS,
    "priority": st.sampled_from(sorted(RANKS)),
    "flags": st.sets(st.sampled_from(sorted(OUTCOME_FLAGS))),
    "on": st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    "tenure": st.sampled_from(["secure", "leasehold", "shared_ownership", "right_to_buy", "temporary", None]),
}


def decided(facts: Facts, priority: str, flags: set[str], on: date, tenure: str | None) -> Decision:
    ends = Outcome.model_validate(outcome("leak", priority=priority, flags=sorted(flags)))
    return triage(ends, facts, ranks=RANKS, reported_on=on, tenure=tenure)


@given(situation=st.fixed_dictionaries(SITUATIONS))
def test_together_rules_never_make_it_less_urgent_and_never_book_an_emergency(situation: dict[str, Any]) -> None:
    decision = decided(**situation)
    assert RANKS[decision.priority] <= RANKS[situation["priority"]]
    assert (decision.ending == "ring") == is_emergency(decision.priority)
    assert decision.reasons or decision.priority == situation["priority"]


@given(situation=st.fixed_dictionaries(SITUATIONS))
def test_together_each_rule_gets_at_least_what_it_asks_for(situation: dict[str, Any]) -> None:
    decision = decided(**situation)
    by_name = {rule.name: rule for rule in RULES}
    fired = [by_name[name] for name in rules_of(decision) if name in by_name]
    asked = [ONE_UP[situation["priority"]] if rule.up else rule.at_least for rule in fired]
    assert RANKS[decision.priority] == min(RANKS[code] for code in [situation["priority"], *asked] if code)
    assert {rule.hazard for rule in fired} - {""} == set(decision.hazards)
    assert {flag for rule in fired for flag in rule.flags} <= set(decision.flags)


@given(situation=st.fixed_dictionaries(SITUATIONS), order=st.permutations(RULES))
def test_the_order_of_the_rules_does_not_matter(situation: dict[str, Any], order: list[Rule]) -> None:
    decision = decided(**situation)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("diagnosis.triage.RULES", order)
        other = decided(**situation)
    assert (other.priority, other.ending) == (decision.priority, decision.ending)
    assert set(other.hazards) == set(decision.hazards)
    assert set(other.flags) == set(decision.flags)
    assert set(other.reasons) == set(decision.reasons)
