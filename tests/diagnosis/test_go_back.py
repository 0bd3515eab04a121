from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from diagnosis.documents import TreeRefused
from diagnosis.models import PublishedTree, SorItem
from diagnosis.services import current_tree, go_back, load_tree, publish_tree
from repairs.report.drafts import answer_page, path_of, start_draft
from repairs.report.models import Draft
from tests.conftest import NOW
from tests.diagnosis.builders import leak_document, leak_tree


def publish_drips() -> PublishedTree:
    return publish_tree({**leak_document(), "title": "Drips"}, note="Title", by="Sam")


@pytest.fixture
def two_versions(council: None) -> None:
    publish_tree(leak_document(), note="First", by="Sam")
    publish_drips()


def run(*arguments: str) -> str:
    told = StringIO()
    call_command("go_back_to", *arguments, stdout=told)
    return told.getvalue()


@pytest.mark.usefixtures("two_versions")
def test_an_earlier_version_is_published_again_and_history_stays() -> None:
    back = go_back("leak", 1, by="Ada")
    assert (back.version, back.note, back.published_by) == (3, "Back to version 1.", "Ada")
    assert current_tree("leak") == back
    assert load_tree(back.pk) == leak_tree()
    titles = PublishedTree.objects.order_by("version").values_list("document__title", flat=True)
    assert list(titles) == ["Leaks", "Drips", "Leaks"]


@pytest.mark.usefixtures("two_versions")
def test_going_back_to_what_is_current_publishes_nothing() -> None:
    assert run("leak", "2") == "leak: that is what version 2 asks already. Nothing was published.\n"
    assert PublishedTree.objects.count() == 2


@pytest.mark.usefixtures("two_versions")
def test_the_command_says_what_it_published() -> None:
    assert run("leak", "1", "--by", "Ada") == "leak: version 1 is published again, as version 3.\n"
    assert current_tree("leak").published_by == "Ada"


@pytest.mark.usefixtures("two_versions")
@pytest.mark.parametrize(
    ("added", "says"),
    [
        ([{}], "Of version 3, 1 example no longer applies.\n"),
        ([{}, {"key": "later-too", "name": "Gas again"}], "Of version 3, 2 examples no longer apply.\n"),
        ([{"withdrawn": "Old."}], ""),
    ],
)
def test_examples_recorded_since_are_counted(added: list[dict[str, str]], says: str) -> None:
    document = leak_document()
    example = {**document["examples"][0], "key": "later", "name": "Gas"}
    document["examples"] += [example | one for one in added]
    publish_tree(document, note="Examples", by="Sam")
    assert run("leak", "1") == f"leak: version 1 is published again, as version 4.\n{says}"


@pytest.mark.usefixtures("two_versions")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["le\0ak", "1"], "The key has something in it that is not text"),
        (["leak", "1", "--by", "\udcff"], "--by has something in it that is not text"),
        (["leak", "1", "--by", "x" * 151], "--by must be 150 characters or fewer"),
        (["leak", "9" * 40], "There is no version 9"),
        (["leak", "-1"], "There is no version -1"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: list[str], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run(*arguments)


@pytest.mark.usefixtures("two_versions")
def test_a_version_that_does_not_pass_today_is_refused_with_the_reason() -> None:
    SorItem.objects.filter(code="LK-P01").delete()
    with pytest.raises(TreeRefused):
        go_back("leak", 1, by="Ada")
    with pytest.raises(CommandError) as refused:
        run("leak", "1")
    assert "water-pipe: The SoR code “LK-P01” is not in the council's table." in str(refused.value)
    assert "Version 1 does not pass today, so version 2 stays." in str(refused.value)
    assert current_tree("leak").version == 2


@pytest.mark.usefixtures("two_versions")
@pytest.mark.parametrize(
    ("key", "version", "says"),
    [
        ("leak", "9", "There is no version 9 of “leak”. The latest is version 2."),
        ("leek", "1", "There is no version 1 of “leek”. No tree “leek” was ever published."),
    ],
)
def test_a_version_that_never_was_is_told(key: str, version: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run(key, version)


@pytest.mark.usefixtures("northmere")
def test_reports_already_begun_keep_the_tree_that_they_began_with(monkeypatch: pytest.MonkeyPatch) -> None:
    first = begin_report()
    publish_reworded()
    second = begin_report()
    go_back("leak", 1, by="Ada")
    third = begin_report()
    monkeypatch.setattr("diagnosis.services._trees", {})  # As in the process that a deployment starts.
    assert [what_is_asked(draft) for draft in (first, second, third)] == [
        (1, "Are any of these happening?"),
        (2, "Is anything dangerous?"),
        (3, "Are any of these happening?"),
    ]


def publish_reworded() -> None:
    document = leak_document()
    document["nodes"][0]["text"] = "Is anything dangerous?"
    publish_tree(document, note="Plainer", by="Sam")


def begin_report() -> Draft:
    """A report whose first question is answered."""
    draft = start_draft(uuid4())
    path = path_of(draft, NOW)
    answer_page(draft, path, path.last, {"option": "none"}, NOW)
    return draft


def what_is_asked(begun: Draft) -> tuple[int, str]:
    """The version that a report goes on with, and the words of its first question."""
    draft = Draft.objects.get(pk=begun.pk)
    return draft.tree.version, next(page.node.heading for page in path_of(draft, NOW).pages if page.node)
