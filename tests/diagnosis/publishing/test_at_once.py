"""Several people publish, save, go back and begin at the same moment."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest

from diagnosis.document_writer import document_of_tree
from diagnosis.drafts.changing import changing, open_draft
from diagnosis.drafts.publishing import ChangedMeanwhile, NothingChanged, discard_draft, publish_draft
from diagnosis.models import DraftNode, DraftTree, PublishedTree, TreeChange
from diagnosis.services import go_back, load_tree, publish_tree
from tests.crowd import AT_ONCE, Crowd
from tests.diagnosis.builders import leak_document, sound_nodes, tree

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("council")]


@pytest.fixture
def first(crowd: Crowd, council: None) -> PublishedTree:
    return publish_tree(leak_document(), note="First", by="Sam")


@pytest.fixture
def draft(first: PublishedTree) -> DraftTree:
    draft = open_draft(first, by="Ali")
    rename(draft.pk, "Where do you see water?")
    draft.refresh_from_db()
    return draft


SOUND = {"outcome": {"sor": [{"code": "LK-P01"}]}}


def rename(draft_id: int, heading: str) -> None:
    with changing(draft_id, by="Ali"):
        DraftNode.objects.filter(tree=draft_id, key="where").update(heading=heading)


def what_came(step: Callable[[], object]) -> str:
    """What the step ended with: an error's name, or that it was done."""
    try:
        step()
    except (ChangedMeanwhile, NothingChanged, DraftTree.DoesNotExist) as error:
        return type(error).__name__
    return "done"


def run(crowd: Crowd, *steps: Callable[[], object]) -> Counter[str]:
    return Counter(crowd.run([partial(what_came, step) for step in steps]))


def versions() -> list[tuple[int, str]]:
    """Each with the words of one question."""
    trees = PublishedTree.objects.order_by("version")
    return [(one.version, load_tree(one.pk).by_key["where"].heading) for one in trees]


def told() -> Counter[str]:
    return Counter(TreeChange.objects.values_list("text", flat=True))


def test_a_draft_that_many_publish_becomes_one_version(crowd: Crowd, draft: DraftTree) -> None:
    publish = partial(publish_draft, draft.pk, note="Plainer", by="Bo", revision=draft.revision, over=1)
    assert run(crowd, *[publish] * AT_ONCE) == {"done": 1, "DoesNotExist": AT_ONCE - 1}
    assert crowd.look(versions) == [(1, "Where is the water?"), (2, "Where do you see water?")]
    assert crowd.look(told)["Version 2 was published: Plainer"] == 1


def test_what_is_saved_meanwhile_is_not_published_unseen(crowd: Crowd, draft: DraftTree) -> None:
    publish = partial(publish_draft, draft.pk, note="Plainer", by="Bo", revision=draft.revision, over=1)
    saves = [partial(rename, draft.pk, f"Where is it, {number}?") for number in range(AT_ONCE - 1)]
    came = run(crowd, *saves[:4], publish, *saves[4:])
    assert set(came) <= {"done", "DoesNotExist", "ChangedMeanwhile"}
    published = came["ChangedMeanwhile"] == 0
    assert crowd.look(versions) == [(1, "Where is the water?"), *[(2, "Where do you see water?")] * published]
    assert crowd.look(DraftTree.objects.exists) is not published


def test_a_draft_is_published_or_thrown_away_and_not_both(crowd: Crowd, draft: DraftTree) -> None:
    publish = partial(publish_draft, draft.pk, note="Plainer", by="Bo")
    discard = partial(discard_draft, draft.pk, by="Cy")
    assert run(crowd, publish, discard) == {"done": 1, "DoesNotExist": 1}
    thrown_away = crowd.look(told)["The draft was thrown away."]
    assert len(crowd.look(versions)) == 2 - thrown_away


def test_many_who_go_back_make_one_version(crowd: Crowd, first: PublishedTree) -> None:
    publish_tree({**leak_document(), "title": "Drips"}, note="Title", by="Sam")
    assert run(crowd, *[partial(go_back, "leak", 1, by="Bo")] * AT_ONCE) == {"done": AT_ONCE}
    assert [version for version, _ in crowd.look(versions)] == [1, 2, 3]
    assert crowd.look(told)["Version 3 was published: Back to version 1."] == 1


def test_versions_are_numbered_once_whoever_goes_back_and_forth(crowd: Crowd, council: None) -> None:
    """A small tree, so that they spend their time where they meet."""
    for title in ("Taps", "Roofs"):
        small = tree(*(node | SOUND.get(node["kind"], {}) for node in sound_nodes()), title=title)
        publish_tree(document_of_tree(small), note=title, by="Sam")
    crowd.run([partial(go_back_and_forth, number) for number in range(AT_ONCE)])
    numbers = crowd.look(lambda: list(PublishedTree.objects.order_by("version").values_list("version", flat=True)))
    assert numbers == list(range(1, len(numbers) + 1))


def go_back_and_forth(number: int) -> None:
    for turn in range(6):
        go_back("small", 1 + (turn + number) % 2, by="Bo")


def test_going_back_while_someone_publishes_numbers_every_version_once(crowd: Crowd, draft: DraftTree) -> None:
    publish_tree({**leak_document(), "title": "Drips"}, note="Title", by="Sam")
    publish = partial(publish_draft, draft.pk, note="Plainer", by="Bo")
    run(crowd, *[partial(go_back, "leak", 1, by="Cy")] * 4, publish, *[partial(go_back, "leak", 2, by="Di")] * 4)
    numbers = [version for version, _ in crowd.look(versions)]
    assert numbers == list(range(1, len(numbers) + 1))
    documents = crowd.look(lambda: [document_of_tree(load_tree(one.pk)) for one in PublishedTree.objects.all()])
    assert all(one != other for one, other in pairwise(documents))


def test_many_who_begin_a_draft_begin_one(crowd: Crowd, first: PublishedTree) -> None:
    second = publish_tree({**leak_document(), "title": "Drips"}, note="Title", by="Sam")
    begins = [partial(open_draft, version, by="Bo") for version in (first, second)] * (AT_ONCE // 2)
    assert run(crowd, *begins) == {"done": AT_ONCE}
    assert crowd.look(DraftTree.objects.count) == 1
    assert sum(times for text, times in crowd.look(told).items() if text.startswith("A draft was begun")) == 1
