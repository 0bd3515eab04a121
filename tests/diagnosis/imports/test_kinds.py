"""What a file is, and what its draft is called."""

from typing import Any

import pytest

from tests.diagnosis.builders import leak_document, sound_nodes
from tests.diagnosis.imports.samples import OPTIONS, PLACES, QUESTIONS, read


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (leak_document(), "our own diagnosis"),
        (PLACES, "Housing Repairs Online, the SoR codes by place"),
        (OPTIONS, "Housing Repairs Online, the list of options"),
        (QUESTIONS, "Hackney's questions.yml"),
    ],
    ids=["ours", "older", "newer", "questions"],
)
def test_a_file_is_known_by_what_is_in_it(value: Any, name: str) -> None:
    assert read(value, file_name="whatever.txt").format.name == name


@pytest.mark.parametrize(
    ("file_name", "key", "title"),
    [
        ("town-repairs.json", "town-repairs", "Town repairs"),
        ("kitchenAndBath.JSON", "kitchen-and-bath", "Kitchen and bath"),
        ("C:\\files\\My Repairs (2).json", "my-repairs-2", "My Repairs (2)"),
        ("../../etc/passwd", "passwd", "Passwd"),
        ("ремонт.json", "imported", "Ремонт"),
        ("words " * 20 + ".json", "words-words-words-words-words-words", ("words " * 15).strip()),
        ("", "imported", "Imported"),
    ],
)
def test_a_draft_is_called_after_the_file(file_name: str, key: str, title: str) -> None:
    tree = read(PLACES, file_name=file_name).tree
    assert (tree.key, tree.title) == (key, title)


def test_a_key_that_was_given_comes_first() -> None:
    assert read(PLACES, key="doors").tree.key == "doors"
    assert read(leak_document(), key="doors").tree.key == "doors"
    assert read(leak_document()).tree.key == "leak"


def test_a_document_of_ours_without_a_key_is_called_after_the_file() -> None:
    document = {name: value for name, value in leak_document().items() if name != "key"}
    assert read(document, file_name="damp.json").tree.key == "damp"


def test_keys_that_repeat_are_renamed_and_told() -> None:
    first, *others = sound_nodes()
    twice = {**first, "options": [*first["options"], first["options"][0]]}
    document = {"key": "a", "title": "A", "language": "en", "start": "where", "nodes": [twice, *others, others[-1]]}
    found = read(document)
    assert [node.key for node in found.tree.nodes] == ["where", "ask", "tap", "roof", "roof-2"]
    assert [problem.text for problem in found.attention] == [
        "More than one page has the key “roof”. This one is “roof-2” now, and nothing leads here.",
        "More than one option has the key “tap”. One is “tap-2” now.",
    ]


def test_ways_to_pages_that_are_not_there_lead_nowhere_and_are_told() -> None:
    first, *others = sound_nodes()
    document = {"key": "a", "title": "A", "language": "en", "start": "begin", "nodes": [first, others[1]]}
    found = read(document)
    assert found.tree.start == ""
    assert [(problem.node_key, problem.text) for problem in found.attention] == [
        ("", "The file begins at “begin”, which is not one of its pages."),
        ("where", "The option “Option roof” leads to “roof”, which is not in the file."),
        ("where", "The option “Option dunno” leads to “ask”, which is not in the file."),
    ]
