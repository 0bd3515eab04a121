import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from diagnosis.drafts.changing import changing, open_draft
from diagnosis.drafts.from_tree import make_draft
from diagnosis.models import DraftTree, PublishedTree
from diagnosis.services import publish_tree
from tests.diagnosis.builders import LEAK_FILE, leak_document, leak_tree

pytestmark = pytest.mark.usefixtures("council")


def export(*options: str) -> str:
    said = StringIO()
    call_command("export_tree", *options, stdout=said, stderr=StringIO())
    return said.getvalue()


def which(*options: str) -> str:
    """What is said beside the document."""
    said = StringIO()
    call_command("export_tree", *options, stdout=StringIO(), stderr=said, no_color=True)
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
    [
        (["damp"], "No tree “damp” is published."),
        (["leak", "--version", "9"], "“leak” is published in version 9."),
        (["leak", "--version", "9" * 30], "in version 9"),
    ],
)
def test_a_tree_that_is_not_there_is_told(options: list[str], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        export(*options)


def test_the_draft_comes_first_and_which_it_is_is_told() -> None:
    draft = open_draft(publish_tree(leak_document(), note="First", by="Sam"), by="Ali")
    with changing(draft.pk, by="Ali"):
        DraftTree.objects.filter(pk=draft.pk).update(title="Drips")
    assert '"title": "Drips"' in export("leak")
    assert which("leak") == "This is the draft of “leak”.\n"
    for options in (["--published"], ["--version", "1"]):
        assert export("leak", *options).encode() == LEAK_FILE.read_bytes()
        assert which("leak", *options) == "This is version 1 of “leak”, as published.\n"


def test_a_draft_that_was_never_published_can_be_exported() -> None:
    make_draft(leak_tree(), by="Sam")
    assert export("leak").encode() == LEAK_FILE.read_bytes()
    with pytest.raises(CommandError, match=r"No tree “leak” is published\."):
        export("leak", "--published")


@pytest.mark.parametrize("key", ["\x00", "\udc80", "a" * 5000])
def test_a_key_that_nothing_can_have_is_told(key: str) -> None:
    with pytest.raises(CommandError, match="is published"):
        export(key)
