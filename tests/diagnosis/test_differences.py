from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis.differences import Difference, differences
from diagnosis.example import Example, Expected
from diagnosis.part import Part
from diagnosis.tree import Advice, Option, Outcome, Question, Tree
from tests.diagnosis.builders import advice, leak_document, leak_tree, option, outcome, question, sound_nodes, tree

BEFORE = tree(*sound_nodes())
TAP, ROOF, DUNNO = sound_nodes()[0]["options"]


def changed(**changes: dict[str, Any]) -> Tree:
    return tree(*(node | changes.get(node["key"], {}) for node in sound_nodes()))


def said(before: Tree, after: Tree) -> list[tuple[str, str]]:
    return [(change.node_key, change.text) for change in differences(before, after)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": "Where is it?"}, "“Where is it?”: the heading changed from “Question where” to “Where is it?”."),
        ({"hint": "Look up."}, "“Question where”: the hint was added: “Look up.”."),
        (
            {"order": "safety"},
            "“Question where”: the order of the options changed from “alphabetical” to “danger first”.",
        ),
        ({"needs_home": True}, "“Question where”: the page is now asked only once the home is known."),
        ({"body": [{"text": "Look."}]}, "“Question where”: the body now also says “Look.”."),
        (
            {"options": [TAP, ROOF, DUNNO, option("bath", "tap")]},
            "“Question where”: the option “Option bath” was added, and leads to “Outcome tap”.",
        ),
        ({"options": [ROOF, DUNNO]}, "“Question where”: the option “Option tap” was removed."),
        (
            {"options": [TAP | {"text": "Tap"}, ROOF, DUNNO]},
            "“Question where”: the option “Option tap” was reworded to “Tap”.",
        ),
        (
            {"options": [TAP | {"next": "roof"}, ROOF, DUNNO]},
            "“Question where”: the option “Option tap” now leads to “Outcome roof”, not to “Outcome tap”.",
        ),
        (
            {"options": [TAP | {"next": ""}, ROOF, DUNNO]},
            "“Question where”: the option “Option tap” now leads to no page, not to “Outcome tap”.",
        ),
        (
            {"options": [TAP | {"next": "gone"}, ROOF, DUNNO]},
            "“Question where”: the option “Option tap” now leads to “gone”, not to “Outcome tap”.",
        ),
        (
            {"options": [TAP | {"hint": "Hot"}, ROOF, DUNNO]},
            "“Question where”: the hint of the option “Option tap” was added: “Hot”.",
        ),
        (
            {"options": [TAP | {"facts": {"electrics": "yes"}}, ROOF, DUNNO]},
            "“Question where”: the option “Option tap” now establishes “electrics: yes”.",
        ),
        (
            {"options": [TAP | {"divider": True}, ROOF, DUNNO]},
            "“Question where”: the option “Option tap” is now set apart by “or”.",
        ),
        (
            {"options": [TAP, ROOF, DUNNO | {"not_sure": False}]},
            "“Question where”: the option “Option dunno” is no longer for people who are not sure.",
        ),
        (
            {"options": [TAP | {"something_else": True}, ROOF, DUNNO]},
            "“Question where”: the option “Option tap” is now for something else.",
        ),
    ],
)
def test_a_change_of_a_question_is_told(change: dict[str, Any], says: str) -> None:
    assert said(BEFORE, changed(where=change)) == [("where", says)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": "Roof"}, "“Roof”: the heading changed from “Outcome roof” to “Roof”."),
        ({"priority": "U1"}, "“Outcome roof”: the priority changed from “R20” to “U1”."),
        ({"priority": ""}, "“Outcome roof”: the priority was taken away: “R20”."),
        ({"trade": "RF"}, "“Outcome roof”: the trade changed from “PL” to “RF”."),
        (
            {"sor": [{"code": "TAP", "quantity": 2}, {"code": "ROOF"}]},
            "“Outcome roof”: the list of SoR items changed from “TAP” to “2 of TAP, ROOF”.",
        ),
        ({"rtr": "leaking-roof"}, "“Outcome roof”: the Right to Repair category was added: “Leaking roof”."),
        ({"hazard": "excess-cold"}, "“Outcome roof”: the hazard was added: “Excess cold”."),
        ({"flags": ["scaffold"]}, "“Outcome roof”: the flag “It may need scaffolding” was added."),
        ({"ending": "ring"}, "“Outcome roof”: the ending changed from “book a time” to “ring us”."),
        ({"location": "Roof"}, "“Outcome roof”: the location was added: “Roof”."),
        ({"body": [{"warning": "Stay in."}]}, "“Outcome roof”: the body now also says warning “Stay in.”."),
    ],
)
def test_a_change_of_an_outcome_is_told_there_and_back(change: dict[str, Any], says: str) -> None:
    assert said(BEFORE, changed(roof=change)) == [("roof", says)]
    assert [key for key, _ in said(changed(roof=change), BEFORE)] == ["roof"]


def body(*blocks: dict[str, Any]) -> Tree:
    return changed(ask={"body": list(blocks)})


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (body({"text": "A"}), body({"text": "B"}), "the body now says “B” instead of “A”"),
        (body({"bullets": ["A", "B"]}), body({"bullets": ["B"]}), "the body no longer says bullet “A”"),
        (body({"text": "A"}), body({"warning": "A"}), "the body now says warning “A” instead of “A”"),
        (
            body({"text": "A"}, {"text": "B"}),
            body({"text": "B"}, {"text": "A"}),
            "the body says the same in another order or other blocks",
        ),
        (
            body({"steps": ["A", "B"]}),
            body({"steps": ["A"]}, {"steps": ["B"]}),
            "the body says the same in another order or other blocks",
        ),
        (BEFORE, changed(ask={"ring": True}), "our phone number is now first on the page"),
        (BEFORE, changed(ask={"question": "Did it stop?"}), "the question was added: “Did it stop?”"),
    ],
)
def test_a_change_of_an_advice_page_is_told(before: Tree, after: Tree, says: str) -> None:
    assert said(before, after) == [("ask", f"“Advice ask”: {says}.")]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"title": "Drips"}, "The title of the tree changed from “Small” to “Drips”."),
        ({"language": "cy"}, "The language of the tree changed from “en” to “cy”."),
        ({"key": "drips"}, "The key of the tree changed from “small” to “drips”."),
        ({"start": "ask"}, "Reports now start at “Advice ask”, not at “Question where”."),
    ],
)
def test_a_change_of_the_tree_is_told(more: dict[str, Any], says: str) -> None:
    assert said(BEFORE, tree(*sound_nodes(), **more)) == [("", says)]


def test_what_an_option_no_longer_establishes_is_told() -> None:
    yes, no = ({"options": [TAP | {"facts": {"electrics": value}}, ROOF, DUNNO]} for value in ("yes", "no"))
    page = "“Question where”: the option “Option tap”"
    assert said(changed(where=yes), BEFORE) == [("where", f"{page} no longer establishes “electrics: yes”.")]
    assert said(changed(where=yes), changed(where=no)) == [
        ("where", f"{page} now establishes “electrics: no”, not “electrics: yes”.")
    ]


def test_options_in_another_order_are_told_where_the_order_is_given() -> None:
    turned = {"options": [ROOF, TAP, DUNNO]}
    assert said(BEFORE, changed(where=turned)) == []
    told = said(changed(where={"order": "safety"}), changed(where={"order": "safety"} | turned))
    says = "the options are now in this order: “Option roof”, “Option tap”, “Option dunno”"
    assert told == [("where", f"“Question where”: {says}.")]


def test_pages_are_told_in_the_order_of_the_tree_and_removed_ones_last() -> None:
    where, ask, _, roof = sound_nodes()
    after = tree(
        outcome("new"),
        where | {"options": [TAP | {"next": "new"}, ROOF, DUNNO]},
        ask,
        roof | {"trade": "RF"},
        start="where",
    )
    assert said(BEFORE, after) == [
        ("new", "The outcome “Outcome new” was added."),
        ("where", "“Question where”: the option “Option tap” now leads to “Outcome new”, not to “Outcome tap”."),
        ("roof", "“Outcome roof”: the trade changed from “PL” to “RF”."),
        ("tap", "The outcome “Outcome tap” was removed."),
    ]


def test_pages_with_the_same_heading_are_told_apart_by_their_keys() -> None:
    nodes = [question("where", option("a", "tap")), outcome("tap", title="Leak"), outcome("bath", title="Leak")]
    other = [question("where", option("a", "bath")), *nodes[1:]]
    assert said(tree(*nodes), tree(*other)) == [
        ("where", "“Question where”: the option “Option a” now leads to “Leak” (bath), not to “Leak” (tap).")
    ]
    renamed = [question("where", option("a", "drip")), outcome("drip", title="Leak")]
    assert said(tree(question("where", option("a", "tap")), nodes[1]), tree(*renamed))[0] == (
        "where",
        "“Question where”: the option “Option a” now leads to “Leak” (drip), not to “Leak” (tap).",
    )


def test_a_page_that_becomes_another_kind_is_told() -> None:
    where, ask, tap, _ = sound_nodes()
    told = said(BEFORE, tree(where, ask, tap, advice("roof", option("on", "tap"), title="Outcome roof")))
    assert told[0] == ("roof", "“Outcome roof”: the outcome is now an advice page.")
    assert ("roof", "“Outcome roof”: the trade was taken away: “PL”.") in told


def test_the_first_version_is_told_as_such() -> None:
    assert differences(None, BEFORE) == [Difference("", "This is the first version of “Small”.")]


EXAMPLE = {
    "key": "drip",
    "name": "A tap drips",
    "answers": {"where": "tap"},
    "expect": {"outcome": "tap", "priority": "R20", "ending": "book"},
}


def with_examples(*examples: dict[str, Any]) -> Tree:
    return tree(*sound_nodes(), examples=examples)


def expecting(**changes: Any) -> dict[str, Any]:
    return {"expect": {"outcome": "tap", "priority": "R20", "ending": "book", **changes}}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "It drips"}, "The example “A tap drips” was reworded to “It drips”."),
        ({"withdrawn": "We no longer do this."}, "The example “A tap drips” was withdrawn: “We no longer do this.”."),
        (
            {"answers": {"where": "roof"}},
            "The example “A tap drips”: the answer to “Question where” changed from “Option tap” to “Option roof”.",
        ),
        ({"answers": {}}, "The example “A tap drips”: the answer to “Question where” was taken away: “Option tap”."),
        (
            {"answers": {"where": "tap", "gone": "yes"}},
            "The example “A tap drips”: the answer to “gone” was added: “yes”.",
        ),
        ({"facts": {"foul": "leaking"}}, "The example “A tap drips”: the fact “foul” was added: “leaking”."),
        (
            {"people_at_risk": ["child-under-5", "over-65"]},
            "The example “A tap drips”: the list of people at risk was added: “a child under 5, someone over 65”.",
        ),
        ({"damp": "not-sure"}, "The example “A tap drips”: the answer about damp or mould was added: “Not sure”."),
        (
            {"recent": "yes"},
            "The example “A tap drips”: the answer about repairs in the last month was added: “Yes”.",
        ),
        (
            {"recalls": 2},
            "The example “A tap drips”: the number of repairs that failed changed from “0” to “2”.",
        ),
        (
            {"tenure": "leasehold"},
            "The example “A tap drips”: the tenure changed from “secure tenant” to “leaseholder”.",
        ),
        (
            {"season": "summer"},
            "The example “A tap drips”: the time of year changed from “November to April” to “May to October”.",
        ),
        (
            expecting(outcome="roof"),
            "The example “A tap drips” must now end at “Outcome roof”, not at “Outcome tap”.",
        ),
        (
            expecting(outcome="bath"),
            "The example “A tap drips” must now end at “bath”, not at “Outcome tap”.",
        ),
        (
            expecting(priority="U1"),
            "The example “A tap drips” must now have the priority “U1”, not the priority “R20”.",
        ),
        (expecting(priority=""), "The example “A tap drips” must now have no priority, not the priority “R20”."),
        (
            expecting(ending="ring"),
            "The example “A tap drips” must now end with “ring us”, not with “book a time”.",
        ),
        (expecting(rules=["flood"]), "The example “A tap drips” must now meet the rule “flood”."),
    ],
)
def test_a_change_of_an_example_is_told_there_and_back(change: dict[str, Any], says: str) -> None:
    before, after = with_examples(EXAMPLE), with_examples(EXAMPLE | change)
    assert differences(before, after) == [Difference("", says, "drip")]
    assert [change.example_key for change in differences(after, before)] == ["drip"]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ([], [EXAMPLE], "The example “A tap drips” was added."),
        ([], [EXAMPLE | {"withdrawn": "Old."}], "The example “A tap drips” was added, and is withdrawn: “Old.”."),
        ([EXAMPLE], [], "The example “A tap drips” was removed."),
        ([EXAMPLE | {"withdrawn": "Old."}], [EXAMPLE], "The example “A tap drips” must hold again."),
        (
            [EXAMPLE | {"withdrawn": "Old."}],
            [EXAMPLE | {"withdrawn": "Very old."}],
            "The example “A tap drips”: the reason why it is withdrawn changed from “Old.” to “Very old.”.",
        ),
        (
            [EXAMPLE | expecting(rules=["flood"])],
            [EXAMPLE],
            "The example “A tap drips” no longer has to meet the rule “flood”.",
        ),
    ],
)
def test_examples_that_come_and_go_are_told(
    before: list[dict[str, Any]], after: list[dict[str, Any]], says: str
) -> None:
    assert differences(with_examples(*before), with_examples(*after)) == [Difference("", says, "drip")]


def test_examples_with_the_same_name_are_told_apart_by_their_keys() -> None:
    twins = [EXAMPLE, EXAMPLE | {"key": "drop"}]
    told = said(with_examples(*twins), with_examples(twins[0], twins[1] | {"season": "summer"}))
    assert told[0][1].startswith("The example “A tap drips” (drop): the time of year")


def test_answers_with_the_same_words_are_told_apart_by_their_keys() -> None:
    where = question("where", option("a", "tap", text="Yes"), option("b", "roof", text="Yes"))
    before, after = (
        tree(where, *sound_nodes()[1:], examples=[EXAMPLE | {"answers": {"where": answer}}]) for answer in "ab"
    )
    says = "the answer to “Question where” changed from “Yes (a)” to “Yes (b)”"
    assert said(before, after) == [("", f"The example “A tap drips”: {says}.")]


def longer(value: str) -> str:
    return f"{value} now"


def turned(value: bool) -> bool:
    return not value


# One edit for each field. A field that is added to the tree has none, and the test then asks for its sentence.
EDITS: dict[str, Callable[[Any], Any]] = {
    "text": longer,
    "title": longer,
    "hint": longer,
    "question": longer,
    "location": longer,
    "priority": longer,
    "trade": longer,
    "next": longer,
    "rtr": lambda old: None if old else "insecure",
    "hazard": lambda old: None if old else "structural-collapse",
    "flags": lambda old: old[1:] if old else ["scaffold"],
    "sor": lambda old: [*old, {"code": "LK-P99", "quantity": 3}],
    "say": lambda old: f"{old} please",
    "body": lambda old: [*old[:-1], {"text": "Now then."}],
    "ending": lambda old: "ring" if old != "ring" else "book",
    "order": lambda old: "safety" if old != "safety" else "given",
    "facts": lambda old: {} if old else {"foul": "leaking"},
    "needs_home": turned,
    "ring": turned,
    "divider": turned,
    "not_sure": turned,
    "something_else": turned,
    "name": longer,
    "withdrawn": longer,
    "outcome": lambda old: "damp" if old != "damp" else "roof",
    "rules": lambda old: [*old, "quite-new"],
    "answers": lambda old: {**old, "safety": "quite-new"},
    "people_at_risk": lambda old: [] if old else ["pregnant"],
    "damp": lambda old: None if old else "yes",
    "recent": lambda old: None if old else "not-sure",
    "recalls": lambda old: old + 1,
    "tenure": lambda old: "leasehold" if old != "leasehold" else "secure",
    "season": lambda old: "summer" if old != "summer" else "winter",
}
MODELS: dict[str, type[Question | Advice | Outcome]] = {"question": Question, "advice": Advice, "outcome": Outcome}


def edit(part: dict[str, Any], model: type[Part], field: str) -> None:
    default = model.model_fields[field].get_default(call_default_factory=True)
    part[field] = EDITS[field](part.get(field, default))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Tree]:
    """The leak tree with one edit, and the key of the node that was edited."""
    document = leak_document()
    node = draw(st.sampled_from(document["nodes"]))
    options = node.get("options", [])
    what = draw(st.sampled_from(["node", "remove", *(["option", "add", "drop"] if options else [])]))
    if what == "node":
        model = MODELS[node["kind"]]
        edit(node, model, draw(st.sampled_from(sorted(model.model_fields.keys() - {"kind", "key", "options"}))))
    elif what == "option":
        part = draw(st.sampled_from(options))
        edit(part, Option, draw(st.sampled_from(sorted(Option.model_fields.keys() - {"key"}))))
    elif what == "add":
        options.insert(draw(st.integers(0, len(options))), option("quite-new", "where"))
    elif what == "drop":
        options.remove(draw(st.sampled_from(options)))
    else:
        document["nodes"].remove(node)
    return node["key"], Tree.model_validate(document)


@cache
def leak_document_with_examples() -> dict[str, Any]:
    expect = {"outcome": "water-pipe", "priority": "U1", "ending": "book", "rules": ["flood"]}
    given = {"answers": {"safety": "none"}, "facts": {"foul": "leaking"}, "people_at_risk": ["over-65"], "damp": "no"}
    examples = [{"key": "full", "name": "All is said", **given, "expect": expect, "withdrawn": "Old."}]
    examples.append({"key": "bare", "name": "Nothing is said", "expect": {"outcome": "roof", "ending": "book"}})
    return {**leak_document(), "examples": examples}


@st.composite
def edited_examples(draw: st.DrawFn) -> tuple[str, Tree]:
    """The leak tree with one edit of an example, and its key."""
    document = deepcopy(leak_document_with_examples())
    examples = document["examples"]
    example = draw(st.sampled_from(examples))
    what = draw(st.sampled_from(["example", "expect", "remove", "add"]))
    if what == "example":
        edit(example, Example, draw(st.sampled_from(sorted(Example.model_fields.keys() - {"key", "expect"}))))
    elif what == "expect":
        edit(example["expect"], Expected, draw(st.sampled_from(sorted(Expected.model_fields.keys()))))
    elif what == "remove":
        examples.remove(example)
    else:
        example = {**example, "key": "quite-new"}
        examples.insert(draw(st.integers(0, len(examples))), example)
    return example["key"], Tree.model_validate(document)


@given(edited_examples())
def test_any_single_edit_of_an_example_is_told_with_its_key(case: tuple[str, Tree]) -> None:
    key, after = case
    told = differences(Tree.model_validate(leak_document_with_examples()), after)
    assert {(change.node_key, change.example_key) for change in told} == {("", key)}
    assert len(set(told)) == len(told)


@given(edited())
def test_any_single_edit_is_told_with_its_page(case: tuple[str, Tree]) -> None:
    key, after = case
    told = differences(leak_tree(), after)
    assert {change.node_key for change in told} == {key}
    assert len(set(told)) == len(told)


@given(edited() | edited_examples())
def test_a_tree_does_not_differ_from_itself(case: tuple[str, Tree]) -> None:
    _, after = case
    assert differences(after, Tree.model_validate_json(after.model_dump_json(exclude_unset=True))) == []
