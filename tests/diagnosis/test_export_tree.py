import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from diagnosis.models import PublishedTree
from diagnosis.services import publish_tree
from tests.diagnosis.builders import LEAK_FILE, leak_document

pytestmark = pytest.mark.usefixtures("council")


def export(*options: str) -> str:
    said = StringIO()
    call_command("export_tree", *options, stdout=said)
    return said.getvalue()


def shuffled(part: Any) -> Any:
    """The same document with the keys of each part the other way round, as a database may give them."""
    if isinstance(part, dict):
        return {name: shuffled(value) for name, value in reversed(part.items())}
    return [shuffled(one) for one in part] if isinstance(part, list) else part


@pytest.mark.parametrize("arranged", [lambda document: document, shuffled], ids=["as written", "other order"])
def test_what_was_published_comes_out_to_the_byte(arranged: Any) -> None:
    publish_tree(arranged(leak_document()), note="First", by="Sam")
    assert export("leak").encode() == LEAK_FILE.read_bytes()


def test_publishing_what_was_exported_changes_nothing() -> None:
    first = publish_tree(leak_document(), note="First", by="Sam")
    assert publish_tree(json.loads(export("leak")), note="Again", by="Sam") == first
    assert PublishedTree.objects.count() == 1


def test_an_earlier_version_can_be_asked_for() -> None:
    publish_tree(leak_document(), note="First", by="Sam")
    publish_tree({**leak_document(), "title": "Drips – and “leaks”"}, note="Title", by="Sam")
    assert '"title": "Drips – and “leaks”"' in export("leak")
    assert export("leak", "--version", "1").encode() == LEAK_FILE.read_bytes()


@pytest.mark.parametrize(
    ("options", "says"),
    [(["damp"], "No tree “damp” is published."), (["leak", "--version", "9"], "“leak” is published in version 9.")],
)
def test_a_tree_that_is_not_there_is_told(options: list[str], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        export(*options)
