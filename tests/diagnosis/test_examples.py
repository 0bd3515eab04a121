from collections.abc import Iterable
from typing import Any

import pytest

from diagnosis.documents import TreeRefused
from diagnosis.example import Example
from diagnosis.examples import example_problems
from diagnosis.models import PublishedTree
from diagnosis.problems import problems
from diagnosis.problems.examples import LONGEST_NAME, MOST
from diagnosis.services import publish_tree
from diagnosis.tree import Outcome, Tree
from diagnosis.triage import REASON_NAMES, RULES
from diagnosis.vocabulary import is_emergency
from tests.diagnosis.builders import (
    advice,
    council_rows,
    leak_document,
    leak_tree,
    option,
    outcome,
    question,
    ranks,
    tree,
)

TREE = leak_tree()
OUTCOMES = [node for node in TREE.nodes if isinstance(node, Outcome)]
BY_KEY = {example.key: example for example in TREE.examples}

SMALL = (
    question("where", option("tap", "tap"), option("roof", "roof"), option("dunno", "ask", not_sure=True)),
    advice("ask", option("continue", "roof", facts={"contained": "no"})),
    outcome("tap"),
    outcome("roof"),
)


def example(key: str = "tap-drips", **more: Any) -> dict[str, Any]:
    expected = {"outcome": "tap", "priority": "R20", "ending": "book", **more.pop("expect", {})}
    return {"key": key, "name": f"Situation {key}", "answers": {"where": "tap"}, "expect": expected, **more}


def with_examples(*examples: dict[str, Any]) -> Tree:
    return tree(*SMALL, examples=examples)


def tried(*examples: dict[str, Any]) -> list[str]:
    return [problem.text for problem in example_problems(with_examples(*examples), ranks())]


def checked(*examples: dict[str, Any]) -> list[str]:
    return [found.text for found in problems(with_examples(*examples), {"TAP"}, council_rows("priority"), {"PL"})]


def rules_of(examples: Iterable[Example]) -> set[str]:
    return {rule for one in examples for rule in one.expect.rules}


def test_every_example_of_the_leak_tree_holds() -> None:
    assert list(example_problems(TREE, ranks())) == []
    assert len(TREE.examples) >= 60
    assert not any(one.withdrawn for one in TREE.examples)


def test_every_rule_plays_a_part_in_an_example() -> None:
    assert rules_of(TREE.examples) == REASON_NAMES > {rule.name for rule in RULES}


def test_every_outcome_and_so_every_emergency_is_reached_by_answers() -> None:
    reached = {one.expect.outcome for one in TREE.examples if one.answers}
    assert reached == {one.key for one in OUTCOMES}
    rung = {one.expect.outcome for one in TREE.examples if one.expect.ending == "ring"}
    assert rung >= {one.key for one in OUTCOMES if one.ending == "ring" or is_emergency(one.priority)}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("kitchen-trap-draining", "U7 book"),
        ("bathroom-pipe-all-the-time", "U1 book"),
        ("light-fitting", "E2 ring"),
        ("ceiling-bulges", "E2 ring"),
        ("tap-will-not-turn-off", "E24 ring"),
        ("only-toilet-leaks-at-base", "E24 ring"),
        ("radiator-valve", "U1 book"),
        ("top-floor-ceiling-in-rain", "U7 book"),
        ("flat-above-all-the-time", "E24 ring"),
        ("old-stain", "R20 book"),
        ("patch-with-mould", "AL10 book"),
        ("own-machine-hose", " advice"),
        ("pavement", " not-ours"),
        ("gutter-outside-only", "P90 call-back"),
        ("street-has-no-water", " not-ours"),
        ("leaseholder-pipe-inside", "U1 call-back"),
    ],
)
def test_what_any_council_would_expect_is_among_them(key: str, expected: str) -> None:
    assert f"{BY_KEY[key].expect.priority} {BY_KEY[key].expect.ending}" == expected


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"answers": {"where": "roof"}}, "it ends at “Outcome roof”, not at “Outcome tap”."),
        ({"answers": {"where": "dunno"}}, "it has no answer to “Advice ask” that is offered there."),
        ({"answers": {"ask": "continue"}}, "it has no answer to “Question where” that is offered there."),
        ({"expect": {"priority": "U7"}}, "its priority is R20, not U7."),
        ({"expect": {"priority": ""}}, "its priority is R20, not none."),
        ({"expect": {"ending": "ring"}}, "it ends with “book”, not with “ring”."),
        ({"expect": {"rules": ["damp"]}}, "the rule “damp” plays no part."),
        ({"people_at_risk": ["pregnant"]}, "its priority is U7, not R20."),
    ],
)
def test_one_that_does_not_hold_says_why(told: dict[str, Any], fault: str) -> None:
    assert tried(example(**told)) == [f"The example “Situation tap-drips” does not hold: {fault}"]
    assert tried(example(**told, withdrawn="The council changed its mind.")) == []


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"answers": {}},
        {"answers": {"where": "tap", "ask": "continue"}},
        {"damp": "yes", "expect": {"rules": ["damp"]}},
        {"answers": {}, "facts": {"contained": "no"}, "expect": {"priority": "E24", "ending": "ring"}},
        {"season": "winter", "facts": {"heating": "no"}, "expect": {"priority": "E24", "ending": "ring"}},
        {"season": "summer", "facts": {"heating": "no"}},
        {"tenure": "leasehold", "expect": {"ending": "call-back"}},
        {
            "answers": {"where": "dunno", "ask": "continue"},
            "expect": {"outcome": "roof", "priority": "E24", "ending": "ring", "rules": ["pouring", "emergency-rings"]},
        },
    ],
)
def test_one_that_holds_says_nothing(told: dict[str, Any]) -> None:
    assert tried(example(**told)) == checked(example(**told)) == []


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"answers": {"gone": "tap"}}, "answers the page “gone”, which does not exist."),
        ({"answers": {"tap": "on"}}, "answers the page “tap”, which does not exist."),
        ({"answers": {"where": "gone"}}, "answers “Question where” with “gone”, which is not offered there."),
        ({"facts": {"colour": "blue"}}, "says “colour: blue”, which no rule knows."),
        ({"facts": {"contained": "maybe"}}, "says “contained: maybe”, which no rule knows."),
        ({"expect": {"outcome": "gone"}}, "expects the outcome “gone”, which does not exist."),
        ({"expect": {"outcome": "where"}}, "expects the outcome “where”, which does not exist."),
        ({"expect": {"priority": "Z9"}}, "expects the priority “Z9”, which is not in the council's table."),
        ({"expect": {"rules": ["luck"]}}, "names the rule “luck”, which does not exist."),
    ],
)
def test_one_that_names_what_is_not_there_says_so_once(told: dict[str, Any], fault: str) -> None:
    assert checked(example(**told)) == [f"The example “Situation tap-drips” {fault}"]
    assert tried(example(**told)) == []
    assert checked(example(**told, withdrawn="It was taken away.")) == []


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"name": " "}, "does not say what the situation is."),
        ({"name": "a" * (LONGEST_NAME + 1)}, "has 151 characters in its name. The most is 150."),
        ({"withdrawn": " "}, "does not say why it is withdrawn."),
        ({"withdrawn": "a" * 301}, "has 301 characters to say why it is withdrawn. The most is 300."),
        ({"key": "Tap drips"}, "has a wrong key."),
    ],
)
def test_one_that_cannot_be_told_from_the_others_says_so(told: dict[str, Any], fault: str) -> None:
    assert any(fault in text for text in checked({**example(), **told}))


def test_two_with_one_key_or_one_name_say_so_once() -> None:
    assert checked(example(), example(name="Another")) == [
        "The example “Situation tap-drips” has the same key as another example."
    ]
    assert checked(example(), example("b", name="situation  TAP-drips")) == [
        "The example “Situation tap-drips” has the same name as another example."
    ]


def test_there_may_be_many_but_not_any_number() -> None:
    many = [example(f"tap-{number}") for number in range(MOST + 1)]
    assert checked(*many[:MOST]) == []
    assert checked(*many) == ["There are 501 examples. The most is 500."]


@pytest.mark.usefixtures("council")
def test_publishing_is_refused_while_an_example_does_not_hold() -> None:
    document = leak_document()
    document["examples"][0]["expect"]["outcome"] = "tap-drips"
    with pytest.raises(TreeRefused, match="it ends at “Get out, then ring"):
        publish_tree(document, note="Broken", by="Sam")
    assert not PublishedTree.objects.exists()
    document["examples"][0]["withdrawn"] = "The council changed its mind."
    assert publish_tree(document, note="Withdrawn", by="Sam").version == 1
