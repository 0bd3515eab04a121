from typing import Any

import pytest

from diagnosis.problems import problems
from diagnosis.tree import Tree
from tests.diagnosis.builders import advice, option, outcome, question, sound_nodes, tree

NOT_SURE = option("dunno", "tap", not_sure=True)


def found(checked: Tree) -> list[tuple[str, str]]:
    wrong = problems(checked, sor_codes={"TAP"}, priorities={"E24", "U1", "R20"}, trades={"PL"})
    return [(problem.node_key, problem.text) for problem in wrong]


def replaced(**changed: dict[str, Any]) -> Tree:
    """The sound tree, with some nodes told differently."""
    return tree(*(node | changed.get(node["key"], {}) for node in sound_nodes()))


def test_a_sound_tree_has_none() -> None:
    assert found(tree(*sound_nodes())) == []


@pytest.mark.parametrize(
    ("change", "where", "says"),
    [
        ({"options": [option("tap", ""), option("roof", "roof"), NOT_SURE]}, "where", "“Option tap” leads nowhere"),
        (
            {"options": [option("tap", "x"), option("r", "roof"), NOT_SURE]},
            "where",
            "leads to “x”, which does not exist",
        ),
        ({"options": [option("tap", "tap"), NOT_SURE]}, "roof", "No way leads here"),
        ({"options": [option("tap", "tap"), option("tap", "roof", text="R"), NOT_SURE]}, "where", "the key “tap”"),
        (
            {"options": [option("a", "tap", text="R"), option("r", "roof", text="r "), NOT_SURE]},
            "where",
            "the text “r”",
        ),
        ({"options": [option("tap", "tap"), option("roof", "roof")]}, "where", "not sure"),
        ({"options": [option("a", "ask", not_sure=True)]}, "where", "at least 2 options"),
        ({"options": [option("tap", "tap", facts={"rainy": "yes"}), NOT_SURE]}, "where", "no rule knows"),
        ({"options": [option("tap", "tap", facts={"foul": "yes"}), NOT_SURE]}, "where", "no rule knows"),
        ({"options": [option("A b", "tap"), option("roof", "roof"), NOT_SURE]}, "where", "The key “A b”"),
        ({"text": " "}, "where", "A heading is empty"),
        ({"text": "W" * 91}, "where", "91 characters"),
        ({"hint": "h" * 121}, "where", "121 characters"),
        ({"body": [{"bullets": ["b" * 221]}]}, "where", "221 characters"),
        ({"body": [{"text": "Ring {phone:mayor}."}]}, "where", "“{phone:mayor}” is not something"),
        ({"hint": "Ring {phone:gas}."}, "where", "“{phone:gas}” can only be used in the body"),
        ({"hint": "Ring 01632 960001."}, "where", "“01632 960001” looks like a phone number"),
        ({"hint": "Ring 105."}, "where", "“105” looks like a phone number"),
        ({"hint": "One.\nTwo."}, "where", "A hint has a line break in it"),
        ({"say": " "}, "where", "A line to say aloud is empty"),
        ({"say": "s" * 221}, "where", "221 characters"),
        ({"body": [{"text": "One.\nTwo."}]}, "where", "A block has a line break in it"),
        ({"body": [{"text": "One. "}]}, "where", "A block begins or ends with a space"),
        ({"body": [{"text": "* One"}]}, "where", "A block begins with a mark"),
        ({"body": [{"bullets": []}]}, "where", "A block is empty"),
    ],
)
def test_a_question_that_is_wrong_is_told(change: dict[str, Any], where: str, says: str) -> None:
    told = found(replaced(where=change))
    assert any(key == where and says in text for key, text in told), told


@pytest.mark.parametrize("text", ["Ring 999.", "It takes 1 to 3 days.", "Under £250 or 150 mm.", "Ring {phone:gas}."])
def test_other_numbers_may_be_written_and_phone_lines_named(text: str) -> None:
    assert found(replaced(where={"body": [{"text": text}]})) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"options": []}, "no way on"),
        ({"options": [option("yes", "roof"), option("no", "tap")]}, "not sure"),
        ({"options": [option("yes", "roof"), NOT_SURE]}, "A question is empty"),
        ({"question": "Q" * 91}, "91 characters"),
        ({"title": ""}, "A heading is empty"),
        ({"body": [{"warning": ""}]}, "A block is empty"),
    ],
)
def test_an_advice_page_that_is_wrong_is_told(change: dict[str, Any], says: str) -> None:
    assert any(key == "ask" and says in text for key, text in found(replaced(ask=change)))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sor": []}, "no SoR code"),
        ({"sor": [{"code": "ROOF"}]}, "“ROOF” is not in the council's table"),
        ({"priority": ""}, "no priority"),
        ({"priority": "P1"}, "“P1” is not in the council's table"),
        ({"trade": ""}, "no trade"),
        ({"trade": "XX"}, "“XX” is not in the council's table"),
        ({"priority": "E24"}, "must end with “Ring us”"),
        ({"ending": "ring"}, "does not say what happens next"),
        ({"ending": "advice"}, "must have no SoR code"),
        ({"ending": "not-ours", "sor": [], "priority": "", "trade": ""}, "what to do instead"),
        ({"rtr": "leaky"}, "“leaky” is not a Right to Repair category"),
        ({"hazard": "dragons"}, "“dragons” is not a hazard"),
        ({"flags": ["rooof"]}, "“rooof” is not a flag"),
        ({"location": "x" * 61}, "61 characters"),
    ],
)
def test_an_outcome_that_cannot_be_delivered_is_told(change: dict[str, Any], says: str) -> None:
    assert any(key == "roof" and says in text for key, text in found(replaced(roof=change)))


def test_a_loop_is_told_once_and_a_shared_page_is_not_one() -> None:
    round_and_round = tree(
        question("a", option("on", "b"), option("too", "b"), NOT_SURE),
        question("b", option("on", "c"), NOT_SURE),
        question("c", option("back", "a"), NOT_SURE),
        outcome("tap"),
    )
    assert found(round_and_round) == [
        ("c", "The option “Option back” leads back to “Question a”, so it would never end.")
    ]


def test_a_key_that_is_there_twice_and_a_start_that_is_not_there_are_told() -> None:
    assert ("roof", "More than one page has this key.") in found(tree(*sound_nodes(), outcome("roof")))
    assert found(tree(*sound_nodes(), start="tap")) == [
        ("", "The tree starts at “Outcome tap”, which is an outcome. It must be a question or an advice page.")
    ]


def test_a_tree_without_a_first_page_says_so() -> None:
    assert ("", "The tree has no first page.") in found(tree(*sound_nodes(), start=""))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"key": ""}, "The tree has no key."),
        ({"key": "k" * 41}, "The key of the tree has 41 characters. The most is 40."),
        ({"key": "my tree"}, "The key “my tree” may only have"),
        ({"title": " "}, "The tree has no title."),
        ({"title": "t" * 91}, "The title of the tree has 91 characters."),
        ({"title": "One\ntwo"}, "The title of the tree has a line break in it."),
        ({"language": ""}, "The tree has no language."),
        ({"language": "English!"}, "“English!” is not the code of a language"),
    ],
)
def test_what_is_wrong_with_the_tree_as_a_whole_is_told(change: dict[str, Any], says: str) -> None:
    told = found(tree(*sound_nodes(), **change))
    assert any(key == "" and text.startswith(says) for key, text in told), told


PLACES = [
    ("where", {"hint": "h" * 121}, "", "hint"),
    ("where", {"options": []}, "", "options"),
    ("where", {"options": [option("tap", ""), option("r", "roof"), NOT_SURE]}, "tap", ""),
    ("where", {"options": [option("tap", "x"), option("r", "roof"), NOT_SURE]}, "tap", ""),
    ("where", {"options": [option("tap", "tap"), option("r", "where"), NOT_SURE]}, "r", ""),
    ("where", {"options": [option("a", "tap", text="R"), option("r", "roof", text="r"), NOT_SURE]}, "r", ""),
    ("where", {"options": [option("tap", "tap", hint="h" * 121), option("r", "roof"), NOT_SURE]}, "tap", ""),
    ("where", {"options": [option("tap", "tap", facts={"foul": "yes"}), option("r", "roof"), NOT_SURE]}, "tap", ""),
    ("ask", {"body": [{"text": ""}]}, "", "body"),
    ("roof", {"sor": []}, "", "sor"),
    ("roof", {"priority": "P1"}, "", "priority"),
    ("roof", {"flags": ["x"]}, "", "flags"),
]


@pytest.mark.parametrize(("page", "change", "option_key", "field"), PLACES)
def test_a_problem_leads_to_what_to_put_right(page: str, change: dict[str, Any], option_key: str, field: str) -> None:
    wrong = problems(replaced(**{page: change}), sor_codes={"TAP"}, priorities={"R20"}, trades={"PL"})
    assert (page, option_key, field) in [(problem.node_key, problem.option_key, problem.field) for problem in wrong]


EMERGENCY = outcome("flood", ending="ring", priority="E24", body=[{"text": "Stay in."}])


def asks(key: str, next: str, **more: Any) -> dict[str, Any]:
    return question(key, option("yes", next), NOT_SURE, **more)


def third_is(third: dict[str, Any], order: str = "safety") -> list[tuple[str, str]]:
    """What is found in a tree whose emergency comes after a third question."""
    return found(
        tree(
            asks("first", "page", order=order),
            advice("page", option("on", "second")),
            asks("second", "third"),
            third,
            EMERGENCY,
            outcome("tap"),
        )
    )


def test_an_emergency_behind_a_third_question_is_told() -> None:
    says = "This is an emergency, and 3 questions are asked before anyone is told to ring."
    assert third_is(asks("third", "flood")) == [("flood", says)]


def test_it_is_near_enough_when_the_number_comes_first_on_that_page() -> None:
    page = advice("third", option("yes", "flood"), NOT_SURE, question="Did it stop?", ring=True)
    assert third_is(page) == []


def test_it_is_near_enough_when_the_danger_was_ruled_out() -> None:
    assert third_is(asks("third", "flood", needs_home=True)) == []
    assert third_is(asks("third", "flood"), order="given") == []


def test_two_thousand_pages_in_a_row_are_checked_to_the_end() -> None:
    pages = [question(f"q{n}", option("on", f"q{n + 1}"), NOT_SURE) for n in range(2000)]
    long = tree(*pages, outcome("q2000"), outcome("tap"))
    assert found(long) == []
