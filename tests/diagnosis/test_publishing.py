import pytest
from django.db.models import ProtectedError

from diagnosis.documents import TreeRefused
from diagnosis.models import Immutable, PublishedTree, SorItem
from diagnosis.services import current_tree, load_tree, publish_tree
from repairs.council.models import Trade
from tests.diagnosis.builders import leak_document, leak_tree

pytestmark = pytest.mark.usefixtures("council")


def test_the_leak_tree_is_published_and_read_back_as_it_was() -> None:
    published = publish_tree(leak_document(), note="First", by="Sam")
    assert (published.key, published.version, published.note, published.published_by) == ("leak", 1, "First", "Sam")
    assert current_tree("leak") == published
    assert load_tree(published.pk) == leak_tree()
    assert load_tree(published.pk) is load_tree(published.pk)


def test_a_later_version_takes_its_place_and_the_old_one_stays() -> None:
    first = publish_tree(leak_document(), note="First", by="Sam")
    second = publish_tree({**leak_document(), "title": "Leaks and drips"}, note="Title", by="Sam")
    assert (second.version, current_tree("leak")) == (2, second)
    assert load_tree(first.pk).title == "Leaks"
    assert load_tree(second.pk).title == "Leaks and drips"


def test_publishing_what_is_current_changes_nothing() -> None:
    first = publish_tree(leak_document(), note="First", by="Sam")
    reordered = dict(reversed(leak_document().items()))
    assert publish_tree(reordered, note="Again", by="Sam") == first
    assert PublishedTree.objects.count() == 1


def test_going_back_to_an_older_document_is_a_new_version() -> None:
    publish_tree(leak_document(), note="First", by="Sam")
    publish_tree({**leak_document(), "title": "Drips"}, note="Title", by="Sam")
    assert publish_tree(leak_document(), note="Back", by="Sam").version == 3


def test_a_tree_with_problems_is_refused_with_all_of_them() -> None:
    SorItem.objects.filter(code__in=["LK-P01", "LK-R01"]).delete()
    with pytest.raises(TreeRefused) as refused:
        publish_tree(leak_document(), note="Broken", by="Sam")
    assert {problem.node_key for problem in refused.value.problems} == {"water-pipe", "roof", "rain-patch"}
    assert not PublishedTree.objects.exists()


@pytest.mark.parametrize("document", [None, [], {}, {"nodes": [1]}, {"nodes": {"kind": "question"}}, "leak"])
def test_what_is_not_a_tree_is_refused_with_a_reason(document: object) -> None:
    with pytest.raises(TreeRefused) as refused:
        publish_tree(document, note="Odd", by="Sam")  # type: ignore[arg-type]
    assert refused.value.problems


def test_a_wrong_shape_names_the_node() -> None:
    document = leak_document()
    document["nodes"][0]["options"][2]["nxt"] = "where"
    with pytest.raises(TreeRefused, match="safety: nodes, 1, question, options, 3, nxt"):
        publish_tree(document, note="Typing mistake", by="Sam")


def test_what_is_published_cannot_be_changed_or_deleted() -> None:
    published = publish_tree(leak_document(), note="First", by="Sam")
    published.note = "Second"
    with pytest.raises(Immutable):
        published.save()
    with pytest.raises(Immutable):
        published.delete()
    assert current_tree("leak").note == "First"


def test_a_trade_in_the_schedule_of_rates_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        Trade.objects.get(code="PL").delete()


def test_no_tree_is_told_apart_from_an_empty_one() -> None:
    with pytest.raises(PublishedTree.DoesNotExist):
        current_tree("leak")
    with pytest.raises(PublishedTree.DoesNotExist):
        load_tree(0)
