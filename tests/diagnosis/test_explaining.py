"""A decision says why it came out as it did."""

from collections.abc import Mapping

import pytest

from diagnosis.ahead import is_sure_emergency
from diagnosis.example import Example, Expected
from diagnosis.examples import DAYS, decide_example
from diagnosis.explaining import RULE_FLAGS, Explaining, say_flag
from diagnosis.facts import Facts
from diagnosis.tree import Outcome, find_option
from diagnosis.triage import RULES, Decision, triage
from diagnosis.walk import walk
from tests.diagnosis.builders import leak_tree, outcome, ranks

ENDINGS = {"ring": "Ring us", "book": "Book a time", "call-back": "We ring back"}


def did(own: str = "R20", *, tenure: str = "secure", **facts: object) -> dict[str, tuple[str, ...]]:
    """What each rule did to an outcome of that priority."""
    made = Outcome.model_validate(outcome("tap", priority=own))
    known = Facts.model_validate(facts)
    decision = triage(made, known, ranks=ranks(), reported_on=DAYS["winter"], tenure=tenure)
    explaining = Explaining(made, decision, ranks(), {code: f"{code} in words" for code in ranks()}, ENDINGS)
    return {effect.rule: effect.did for effect in explaining.effects()}


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (did(electrics="yes"), "electrics"),
        (did(contained="no", other_homes="yes"), "pouring-into-other-homes"),
        (did(people_at_risk={"pregnant"}), "person-at-risk"),
    ],
)
def test_the_rule_that_decided_says_that_it_raised_the_priority(told: dict[str, tuple[str, ...]], rule: str) -> None:
    assert told[rule][0].startswith("It raises the priority to ")


def test_a_rule_that_asked_for_less_says_so() -> None:
    told = did(contained="no", other_homes="yes")
    assert told["pouring"] == ("It asks for E24 in words. Another rule asks for more.",)
    assert did("E2", contained="no")["pouring"] == (
        "It asks for E24 in words at least. The outcome is that urgent by itself.",
    )


def test_hazards_notes_and_endings_are_told() -> None:
    assert did(damp="yes")["damp"] == ("It adds the hazard “Damp, mould and fungal growth”.",)
    assert did(recent="yes")["recall"] == ("It adds the note “Send someone else, or someone senior.”",)
    assert did(tenure="temporary")["temporary-home"][0] == "It ends with “We ring back”."
    assert did(electrics="yes", tenure="temporary") == {
        "electrics": ("It raises the priority to E2 in words.", "It adds the hazard “Electrical hazards”."),
        "temporary-home": (
            "It would end with “We ring back”, but ends with “Ring us”.",
            "It adds the note “Find out who owns the home first.”",
        ),
        "emergency-rings": ("It ends with “Ring us”.",),
    }


def test_every_flag_that_a_rule_adds_has_words() -> None:
    assert {flag for rule in RULES for flag in rule.flags} | {"hazard-case"} == set(RULE_FLAGS)
    assert say_flag("shared") != "shared"


@pytest.mark.parametrize(
    ("page", "option", "sure"),
    [
        ("safety", "electrics", True),
        ("safety", "gas", False),
        ("safety", "pouring", False),
        ("safety", "none", False),
        ("into-other-homes", "yes", True),
        ("into-other-homes", "no", True),
        ("water-left", "no", True),
        ("water-left", "yes", False),
    ],
)
def test_an_answer_is_a_sure_emergency_when_every_way_on_is_one(page: str, option: str, sure: bool) -> None:
    def decide(outcome: Outcome, facts: Mapping[str, str]) -> Decision:
        expected = Expected(outcome=outcome.key, ending=outcome.ending)
        return decide_example(
            leak_tree(), Example(key="-", name="-", facts=dict(facts), recalls=0, expect=expected), ranks()
        )

    asked = leak_tree().by_key[page]
    assert not isinstance(asked, Outcome)
    found = find_option(asked, option)
    assert found
    assert is_sure_emergency(leak_tree(), found, walk(leak_tree(), {}).facts, decide) is sure
