"""import_tree and check_tree from the shell."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from diagnosis.drafts.changing import changing
from diagnosis.models import DraftNode, DraftTree, TreeChange
from diagnosis.services import publish_tree
from tests.diagnosis.builders import LEAK_FILE, leak_document
from tests.diagnosis.imports.samples import OPTIONS, QUESTIONS, as_bytes

pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return write(tmp_path / "town.json", OPTIONS)


def write(file: Path, value: Any) -> Path:
    file.write_bytes(as_bytes(value))
    return file


def run(command: str, file: Path, *options: str) -> str:
    said = StringIO()
    call_command(command, str(file), *options, stdout=said)
    return said.getvalue()


def refusal(command: str, file: Path | str, *options: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command(command, str(file), *options, stdout=StringIO())
    return str(refused.value)


def told(key: str) -> list[str]:
    return list(TreeChange.objects.filter(tree_key=key).order_by("pk").values_list("text", flat=True))


def test_a_list_becomes_a_draft_and_what_needs_attention_is_printed_and_kept(town: Path) -> None:
    said = run("import_tree", town, "--by", "Sam")
    assert said.startswith("This is Housing Repairs Online, the list of options.\ntown: a draft with 3 pages and 6 out")
    draft = DraftTree.objects.get(key="town", created_by="Sam", title="Town")
    assert f"Needs attention: {len(draft.attention)}\n" in said
    for item in draft.attention:
        assert f"  {item['node_key']}: {item['text']}".replace("  : ", "  ") in said
    assert "To put right before it can be published: " in said
    assert "  kitchen-taps-stiff: This outcome has no priority.\n" in said
    assert told("town") == ["The draft was imported from town.json: Housing Repairs Online, the list of options."]


def test_the_meaning_of_priorities_leaves_less_to_put_right(town: Path) -> None:
    means = ["priority 1=E24", "priority 2=R20", "call-back=U7", "emergency=E24"]
    said = run("import_tree", town, *(part for meant in means for part in ("--priority", meant)))
    assert "no priority" not in said
    assert "To put right before it can be published: 2\n  emergency: This outcome has no trade." in said


@pytest.mark.parametrize(
    ("meant", "says"),
    [
        ("priority 2=XX", "“XX” is not one of your priorities. They are E2, E24,"),
        ("priority 2", "“priority 2” must be written as priority 2=R20"),
        ("=R20", "“=R20” must be written as"),
    ],
)
def test_a_priority_that_is_not_ours_is_refused(town: Path, meant: str, says: str) -> None:
    assert says in refusal("import_tree", town, "--priority", meant)
    assert not DraftTree.objects.exists()


def test_our_own_document_has_nothing_to_put_right() -> None:
    said = run("import_tree", LEAK_FILE, "--key", "damp")
    assert re.search(r"damp: a draft with \d+ pages and \d+ outcomes\.\n\nNeeds attention: nothing\n", said)
    assert "To put right before it can be published: nothing\n" in said


def test_a_version_that_is_published_is_what_the_draft_is_based_on(tmp_path: Path) -> None:
    published = publish_tree(leak_document(), note="First", by="Sam")
    said = run("import_tree", write(tmp_path / "leak.json", {**leak_document(), "title": "Drips"}))
    assert "Version 1 is published under this key. When you publish the draft, it takes its place." in said
    assert DraftTree.objects.get(key="leak").based_on == published


def test_the_same_file_again_changes_nothing(town: Path) -> None:
    run("import_tree", town)
    assert "town: the draft says the same already. Nothing was changed." in run("import_tree", town, "--by", "Ali")
    assert len(told("town")) == 1


def test_a_draft_that_says_something_else_is_not_overwritten(town: Path) -> None:
    run("import_tree", town)
    draft = DraftTree.objects.get(key="town")
    with changing(draft.pk, by="Ali"):
        DraftNode.objects.filter(tree=draft, key="where").update(heading="Which room?")
    says = refusal("import_tree", town, "--by", "Sam")
    assert says.startswith("There is a draft “town” already. Ali changed it last, on ")
    assert DraftNode.objects.filter(heading="Which room?").exists()

    run("import_tree", town, "--by", "Sam", "--replace")
    assert not DraftNode.objects.filter(heading="Which room?").exists()
    assert DraftTree.objects.get(key="town").changed_by == "Sam"
    assert told("town")[-2] == "The draft that Ali changed last was replaced by an import."


@pytest.mark.parametrize("name", ["", "a" * 151, "Sam\x00", "Sam\udc80"])
def test_whoever_imports_has_a_name(town: Path, name: str) -> None:
    assert refusal("import_tree", town, "--by", name) == "--by must be a name of 1 to 150 characters."


@pytest.mark.parametrize("key", ["Not a key", "a" * 41, "a--b", "\x00", "\udc80", "é"])
def test_a_key_that_cannot_be_one_is_refused(town: Path, key: str) -> None:
    assert "Nothing was imported." in refusal("import_tree", town, "--key", key)
    assert not DraftTree.objects.exists()


@pytest.mark.parametrize("command", ["import_tree", "check_tree"])
def test_what_is_no_file_is_refused(tmp_path: Path, command: str) -> None:
    assert "No such file or directory" in refusal(command, tmp_path / "none.json")
    assert "this is not a file" in refusal(command, tmp_path)
    assert "this is not the name of a file" in refusal(command, "a\x00b")
    assert "File name too long" in refusal(command, "a" * 5000)
    assert "No such file or directory" in refusal(command, "\udc80.json")
    assert "this is not a file" in refusal(command, "/dev/zero")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise PermissionError(13, "Permission denied")

    file = write(tmp_path / "leak.json", leak_document())
    monkeypatch.setattr(Path, "open", refuse)
    assert "leak.json: Permission denied." in refusal("import_tree", file)


def test_checking_another_kind_of_file_says_to_import_it(tmp_path: Path) -> None:
    says = refusal("check_tree", write(tmp_path / "questions.yml", QUESTIONS))
    assert "This is another kind of file: Hackney's questions.yml. Make a draft of it with import_tree." in says
