import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from diagnosis.models import PublishedTree, SorItem
from diagnosis.services import current_tree, publish_tree
from tests.diagnosis.builders import LEAK_FILE, leak_document

pytestmark = pytest.mark.usefixtures("council")

SAYS = "“Is anything dangerous?”: the heading changed from “Are any of these happening?” to “Is anything dangerous?”.\n"
CHECKED = "This was a check: nothing to put right, and nothing was published.\n"


@pytest.fixture
def reworded(tmp_path: Path) -> Path:
    document = leak_document()
    document["nodes"][0]["text"] = "Is anything dangerous?"
    file = tmp_path / "leak.json"
    file.write_text(json.dumps(document))
    return file


def publish_first() -> PublishedTree:
    return publish_tree(leak_document(), note="First", by="Sam")


def run(*arguments: str) -> str:
    told = StringIO()
    call_command("publish_tree", *arguments, stdout=told)
    return told.getvalue()


def test_what_changes_is_told_before_what_was_published(reworded: Path) -> None:
    publish_first()
    assert run(str(reworded), "--note", "Plainer") == f"{SAYS}leak: version 2 is published.\n"
    assert current_tree("leak").note == "Plainer"


def test_publishing_what_is_current_says_that_nothing_changes() -> None:
    publish_first()
    says = "Nothing changes for the people who are asked.\nleak: version 1 is published.\n"
    assert run(str(LEAK_FILE), "--note", "Again") == says


def test_a_check_says_what_would_change_and_publishes_nothing(reworded: Path) -> None:
    first = publish_first()
    assert run(str(reworded), "--check") == SAYS + CHECKED
    assert current_tree("leak") == first


def test_a_check_of_a_first_version_says_so() -> None:
    assert run(str(LEAK_FILE), "--check") == f"This is the first version of “Leaks”.\n{CHECKED}"
    assert not PublishedTree.objects.exists()


@pytest.mark.parametrize("options", [["--check"], ["--note", "Plainer"]])
def test_what_would_change_is_told_with_what_is_wrong(reworded: Path, options: list[str]) -> None:
    first = publish_first()
    SorItem.objects.filter(code="LK-P01").delete()
    told = StringIO()
    with pytest.raises(CommandError, match="“LK-P01” is not in the council's table"):
        call_command("publish_tree", str(reworded), *options, stdout=told)
    assert told.getvalue() == SAYS
    assert current_tree("leak") == first


@pytest.mark.parametrize("options", [[], ["--note", " "]])
def test_nothing_is_published_without_a_note(options: list[str]) -> None:
    with pytest.raises(CommandError, match="Say what changed"):
        run(str(LEAK_FILE), *options)
    assert not PublishedTree.objects.exists()


@pytest.mark.parametrize(("option", "text"), [("--note", "x" * 201), ("--by", "x" * 151)])
def test_what_is_too_long_to_keep_is_refused(option: str, text: str) -> None:
    with pytest.raises(CommandError, match=f"{option} must be {len(text) - 1} characters or fewer"):
        run(str(LEAK_FILE), "--note", "First", option, text)
    assert not PublishedTree.objects.exists()
