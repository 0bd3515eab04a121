from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from diagnosis.drafts.from_tree import make_draft
from diagnosis.models import DraftTree, PublishedTree, SorItem, TreeChange
from diagnosis.services import current_tree, load_tree, publish_tree
from diagnosis.tree import Tree
from tests.diagnosis.builders import LEAK_FILE, leak_document, leak_tree

pytestmark = pytest.mark.usefixtures("council")

SAYS = "“Is anything dangerous?”: the heading changed from “Are any of these happening?” to “Is anything dangerous?”.\n"
CHECKED = "This was a check: nothing to put right, and nothing was published.\n"
WRONG = {
    "key": "wrong",
    "name": "Gas ends in advice",
    "answers": {"safety": "gas"},
    "expect": {"outcome": "roof", "priority": "R20", "ending": "book"},
}


@pytest.fixture
def first() -> PublishedTree:
    return publish_tree(leak_document(), note="First", by="Sam")


@pytest.fixture
def reworded() -> DraftTree:
    return draft_of(reworded_document())


def draft_of(document: dict[str, Any]) -> DraftTree:
    return make_draft(Tree.model_validate(document), by="Sam")


def reworded_document() -> dict[str, Any]:
    document = leak_document()
    document["nodes"][0]["text"] = "Is anything dangerous?"
    return document


def run(*arguments: str) -> str:
    told = StringIO()
    call_command("publish_tree", *arguments, stdout=told)
    return told.getvalue()


def test_what_changes_is_told_before_what_was_published(first: PublishedTree, reworded: DraftTree) -> None:
    assert run("leak", "--note", "Plainer", "--by", "Ada") == f"{SAYS}leak: version 2 is published.\n"
    assert (current_tree("leak").note, current_tree("leak").published_by) == ("Plainer", "Ada")
    assert not DraftTree.objects.exists()


def test_a_first_version_is_published_without_ado() -> None:
    draft_of(leak_document())
    assert run("leak", "--note", "First") == "leak: version 1 is published.\n"
    assert current_tree("leak").published_by == "the command line"


def test_a_draft_that_changes_nothing_is_refused_and_stays(first: PublishedTree) -> None:
    make_draft(leak_tree(), by="Sam")
    with pytest.raises(CommandError, match="the draft asks what the version in use asks already"):
        run("leak", "--note", "Again")
    assert DraftTree.objects.exists()
    assert current_tree("leak") == first


def test_a_check_says_what_would_change_and_publishes_nothing(first: PublishedTree, reworded: DraftTree) -> None:
    assert run("leak", "--check") == SAYS + CHECKED
    assert current_tree("leak") == first


def test_a_check_of_a_first_version_says_so() -> None:
    draft_of(leak_document())
    assert run("leak", "--check") == f"This is the first version of “Leaks”.\n{CHECKED}"
    assert not PublishedTree.objects.exists()


@pytest.mark.parametrize("options", [["--check"], ["--note", "Plainer"]])
def test_what_would_change_is_told_with_what_is_wrong(
    first: PublishedTree, reworded: DraftTree, options: list[str]
) -> None:
    SorItem.objects.filter(code="LK-P01").delete()
    told = StringIO()
    with pytest.raises(CommandError, match="“LK-P01” is not in the council's table"):
        call_command("publish_tree", "leak", *options, stdout=told)
    assert told.getvalue() == SAYS
    assert current_tree("leak") == first


@pytest.mark.parametrize("options", [[], ["--note", " "]])
def test_nothing_is_published_without_a_note(reworded: DraftTree, options: list[str]) -> None:
    with pytest.raises(CommandError, match="Say what changed"):
        run("leak", *options)
    assert not PublishedTree.objects.exists()


@pytest.mark.parametrize(("option", "text"), [("--note", "x" * 201), ("--by", "x" * 151)])
def test_what_is_too_long_to_keep_is_refused(reworded: DraftTree, option: str, text: str) -> None:
    with pytest.raises(CommandError, match=f"{option} must be {len(text) - 1} characters or fewer"):
        run("leak", "--note", "First", option, text)
    assert not PublishedTree.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["leak", "--note", "Caf\udce9"], "--note has something in it that is not text"),
        (["leak", "--note", "First", "--by", "a\0b"], "--by has something in it that is not text"),
        (["le\0ak", "--note", "First"], "The key has something in it that is not text"),
        (["leak", "--note", "First", "--withdraw", "wrong=\udce9"], "--withdraw has something in it that is not text"),
        (["leak", "--note", "First", "--withdraw", "wrong"], "--withdraw EXAMPLE=REASON, not “wrong”"),
        (["leak", "--note", "First", "--withdraw", "wrong= "], "Say why an example is withdrawn"),
        (["leak", "--note", "First", "--withdraw", "none=Old"], "no example with the key “none”"),
        (["leek", "--note", "First"], "There is no draft of “leek” to publish. There are drafts of: leak."),
        (["x" * 5000, "--note", "First"], "There is no draft of"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(arguments: list[str], says: str) -> None:
    draft_of({**leak_document(), "examples": [WRONG]})
    with pytest.raises(CommandError, match=says):
        run(*arguments)
    assert not PublishedTree.objects.exists()


def test_a_file_is_not_published_and_the_way_is_told() -> None:
    with pytest.raises(CommandError, match=f"python manage.py import_tree {LEAK_FILE}"):
        run(str(LEAK_FILE), "--note", "First")
    with pytest.raises(CommandError, match="Begin one in the admin, or with import_tree FILE"):
        run("leak", "--note", "First")


@pytest.mark.parametrize("options", [["--check"], ["--note", "Gas"]])
def test_an_example_that_does_not_hold_is_told(first: PublishedTree, options: list[str]) -> None:
    draft_of({**leak_document(), "examples": [WRONG]})
    with pytest.raises(CommandError, match="The example “Gas ends in advice” does not hold"):
        run("leak", *options)
    assert current_tree("leak") == first


def test_an_example_is_withdrawn_with_its_reason(first: PublishedTree) -> None:
    draft_of({**leak_document(), "examples": [WRONG]})
    says = "“Gas ends in advice” was added, and is withdrawn: “We changed = our mind”"
    assert says in run("leak", "--check", "--withdraw", "wrong=We changed = our mind")
    assert "version 2 is published" in run("leak", "--note", "Gas", "--withdraw", "wrong=We changed = our mind")
    [example] = load_tree(current_tree("leak").pk).examples
    assert example.withdrawn == "We changed = our mind"
    assert TreeChange.objects.filter(text__contains="was withdrawn: “We changed = our mind”").exists()
