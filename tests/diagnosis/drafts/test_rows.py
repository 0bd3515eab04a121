import pytest

from diagnosis.document_writer import document_of_tree, write_document
from diagnosis.drafts.changing import changing, open_draft
from diagnosis.drafts.from_tree import make_draft
from diagnosis.drafts.publishing import ChangedMeanwhile, publish_draft
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import DraftNode, DraftTree, TreeChange
from diagnosis.services import publish_tree
from tests.diagnosis.builders import LEAK_FILE, leak_document, leak_tree

pytestmark = pytest.mark.usefixtures("council")


def test_the_leak_tree_comes_back_from_rows_to_the_byte() -> None:
    draft = make_draft(leak_tree(), by="Sam")
    assert write_document(document_of_tree(tree_of_draft(draft))) == LEAK_FILE.read_text(encoding="utf-8")


def test_everyone_opens_the_same_draft() -> None:
    published = publish_tree(leak_document(), note="First", by="Sam")
    assert open_draft(published, by="Sam") == open_draft(published, by="Ali")


def test_a_change_is_kept_in_words_and_counted_where_it_was_made() -> None:
    draft = make_draft(leak_tree(), by="Sam")
    with changing(draft.pk, by="Ali"):
        DraftNode.objects.filter(tree=draft, key="where").update(hint="Look for drips.")
    draft.refresh_from_db()
    assert (draft.revision, draft.changed_by) == (1, "Ali")
    assert "to “Look for drips.”" in TreeChange.objects.get(by="Ali").text
    assert list(DraftNode.objects.filter(revision=1).values_list("key", flat=True)) == ["where"]


def test_publishing_closes_the_draft() -> None:
    draft = make_draft(leak_tree(), by="Sam")
    published = publish_draft(draft.pk, note="First", by="Sam", revision=0)
    assert (published.version, DraftTree.objects.count()) == (1, 0)


def test_what_someone_else_changed_meanwhile_is_not_published_unseen() -> None:
    draft = make_draft(leak_tree(), by="Sam")
    with changing(draft.pk, by="Ali"):
        DraftNode.objects.filter(tree=draft, key="where").update(hint="Look for drips.")
    with pytest.raises(ChangedMeanwhile):
        publish_draft(draft.pk, note="First", by="Sam", revision=0)
    assert DraftTree.objects.exists()
