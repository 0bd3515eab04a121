from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis.differences import Difference, differences
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
    "body": lambda old: [*old[:-1], {"text": "Now then."}],
    "ending": lambda old: "ring" if old != "ring" else "book",
    "order": lambda old: "safety" if old != "safety" else "given",
    "facts": lambda old: {} if old else {"foul": "leaking"},
    "needs_home": turned,
    "ring": turned,
    "divider": turned,
    "not_sure": turned,
    "something_else": turned,
}
MODELS: dict[str, type[Question | Advice | Outcome]] = {"question": Question, "advice": Advice, "outcome": Outcome}


def edit(part: dict[str, Any], model: type[Question | Advice | Outcome | Option], field: str) -> None:
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


@given(edited())
def test_any_single_edit_is_told_with_its_page(case: tuple[str, Tree]) -> None:
    key, after = case
    told = differences(leak_tree(), after)
    assert {change.node_key for change in told} == {key}
    assert len(set(told)) == len(told)


@given(edited())
def test_a_tree_does_not_differ_from_itself(case: tuple[str, Tree]) -> None:
    _, after = case
    assert differences(after, Tree.model_validate_json(after.model_dump_json(exclude_unset=True))) == []
