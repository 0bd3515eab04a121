from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis.facts import Facts
from diagnosis.tree import Outcome
from diagnosis.triage import RULES, Decision, triage
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


@pytest.mark.parametrize(
    ("rule", "facts", "own", "priority"),
    [
        ("electrics", {"electrics": "yes"}, "R20", "E2"),
        ("ceiling", {"ceiling": "yes"}, "U1", "E2"),
        ("waste-coming-in", {"foul": "coming-in"}, "U1", "E2"),
        ("waste-leaking", {"foul": "leaking"}, "U1", "E24"),
        ("pouring", {"contained": "no"}, "U7", "E24"),
        ("pouring-into-other-homes", {"contained": "no", "other_homes": "yes"}, "U7", "E2"),
        ("no-water-left", {"water_off": "none-left"}, "U7", "E24"),
        ("scalding", {"scalding": "yes"}, "U1", "E24"),
        ("person-at-risk", {"people_at_risk": CHILD}, "R20", "U7"),
        ("person-at-risk", {"people_at_risk": CHILD}, "U7", "U3"),
        ("second-recall", {"recalls": 2}, "R20", "I5"),
    ],
)
def test_a_rule_makes_it_more_urgent(rule: str, facts: dict[str, Any], own: str, priority: str) -> None:
    decision = decide(facts, priority=own)
    assert decision.priority == priority
    assert rule in rules_of(decision)


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
    winter = decide({"heating": "no"}, priority="U3", ending="ring", on=JANUARY)
    assert (winter.priority, winter.hazards) == ("E24", ("excess-cold",))


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


@given(
    facts=FACTS,
    priority=st.sampled_from(sorted(RANKS)),
    flags=st.sets(st.sampled_from(sorted(OUTCOME_FLAGS))),
    on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    tenure=st.sampled_from(["secure", "leasehold", "right_to_buy", "temporary", None]),
)
def test_together_rules_never_make_it_less_urgent_and_never_book_an_emergency(
    facts: Facts, priority: str, flags: set[str], on: date, tenure: str | None
) -> None:
    ends = Outcome.model_validate(outcome("leak", priority=priority, flags=sorted(flags)))
    decision = triage(ends, facts, ranks=RANKS, reported_on=on, tenure=tenure)
    assert RANKS[decision.priority] <= RANKS[priority]
    assert (decision.ending == "ring") == is_emergency(decision.priority)
    assert decision.reasons or decision.priority == priority
