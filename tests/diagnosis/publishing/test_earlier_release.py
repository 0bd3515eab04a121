"""What an earlier release published is asked by this one as it was: reports are pinned to it.

The document is frozen. When a field is added to trees, it is not added here.
"""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from diagnosis.document_writer import write_document
from diagnosis.documents import fingerprint
from diagnosis.drafts.changing import open_draft
from diagnosis.drafts.publishing import NothingChanged, publish_draft
from diagnosis.models import PublishedTree
from diagnosis.services import load_tree
from diagnosis.walk import walk
from repairs.report.drafts import answer_page, path_of
from repairs.report.models import Draft
from tests.conftest import NOW

DOCUMENT = (Path(__file__).parent / "published_by_0_1_0.json").read_text(encoding="utf-8")


@pytest.fixture
def earlier(northmere: None) -> PublishedTree:
    """As that release left it, before the version that the tests publish."""
    document = json.loads(DOCUMENT)
    return PublishedTree.objects.create(
        key="leak", version=0, document=document, note="First", published_by="Sam", sha256=fingerprint(document)
    )


@pytest.mark.parametrize(
    ("answers", "outcome", "facts"),
    [
        ({"safety": "none", "where": "sink"}, "pipe", {}),
        ({"safety": "ceiling", "ceiling": "down"}, "ceiling-down", {"ceiling": "yes"}),
        ({"safety": "not-sure", "where": "something-else"}, "look", {}),
    ],
)
def test_it_is_walked(earlier: PublishedTree, answers: dict[str, str], outcome: str, facts: dict[str, str]) -> None:
    walked = walk(load_tree(earlier.pk), answers)
    assert walked.outcome is not None
    assert (walked.outcome.key, walked.facts) == (outcome, facts)


def test_a_report_that_began_with_it_is_asked_its_questions(earlier: PublishedTree) -> None:
    draft = Draft(pk=uuid4(), tree=earlier)
    path = path_of(draft, NOW)
    answer_page(draft, path, path.last, {"option": "ceiling"}, NOW)
    asked = [page.node.heading for page in path_of(Draft.objects.get(pk=draft.pk), NOW).pages if page.node]
    assert asked == ["Are any of these happening?", "Keep out from under the ceiling"]


def test_it_is_printed_to_the_byte(earlier: PublishedTree, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export_tree", "leak", "--version", "0")
    assert capsys.readouterr().out == DOCUMENT == write_document(earlier.document)


def test_a_draft_of_it_says_the_same(earlier: PublishedTree) -> None:
    PublishedTree.objects.filter(version__gt=0).update(key="other")
    with pytest.raises(NothingChanged):
        publish_draft(open_draft(earlier, by="Ada").pk, note="The same", by="Ada")
