"""What docs/diagnosis.md says of our document is true."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator

from diagnosis.document_schema import tree_schema, write_schema
from diagnosis.document_writer import document_of_tree, write_document
from diagnosis.documents import read_tree
from diagnosis.problems import problems
from repairs.settings import BASE_DIR
from tests.diagnosis.builders import leak_document

DOCS = Path(BASE_DIR) / "docs"
SCHEMA = Draft202012Validator(tree_schema())


def example() -> str:
    found = re.search(r"```json\n(.*?)```", (DOCS / "diagnosis.md").read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found.group(1)


def test_the_schema_in_the_docs_is_fresh() -> None:
    """Otherwise: python manage.py tree_schema > docs/tree.schema.json."""
    assert (DOCS / "tree.schema.json").read_text(encoding="utf-8") == write_schema()
    said = StringIO()
    call_command("tree_schema", stdout=said)
    assert said.getvalue() == write_schema()


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(tree_schema())


@pytest.mark.parametrize("document", [leak_document(), json.loads(example())], ids=["leak", "docs"])
def test_a_sound_document_has_the_shape_of_the_schema(document: dict[str, Any]) -> None:
    assert [error.message for error in SCHEMA.iter_errors(document)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["key"], "Not a key"),
        (["nodes", 0, "kind"], "quiz"),
        (["nodes", 0, "order"], "random"),
        (["nodes", 0, "options", 0, "facts"], {"electrics": "perhaps"}),
        (["nodes", 0, "options", 0, "colour"], "red"),
        (["nodes", 1, "body", 0], {"text": "One", "warning": "Two"}),
        (["nodes", 2, "hazard"], "dragons"),
        (["nodes", 2, "flags"], ["on-fire"]),
    ],
)
def test_what_has_no_meaning_does_not_have_the_shape(path: list[Any], value: Any) -> None:
    document = leak_document()
    part: Any = document
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert not SCHEMA.is_valid(document)


def test_the_example_is_sound_and_written_as_we_write() -> None:
    tree = read_tree(json.loads(example()))
    assert problems(tree, {"DR-01", "DR-02"}, {"E24", "R20"}, {"CA"}) == []
    assert write_document(document_of_tree(tree)) == example()
