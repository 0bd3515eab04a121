"""A repairs admin looks at what a draft changes, and publishes it."""

from typing import Any

import pytest
from django.urls import reverse

from diagnosis.drafts.changing import changing, open_draft
from diagnosis.drafts.from_tree import example_row, make_draft
from diagnosis.drafts.publishing import publish_draft
from diagnosis.example import Example
from diagnosis.models import DraftExample, DraftNode, DraftTree, PublishedTree, SorItem, TreeChange
from diagnosis.services import current_tree, load_tree, publish_tree
from diagnosis.tree import Tree
from tests.diagnosis.builders import leak_document
from tests.diagnosis.member import Member

pytestmark = pytest.mark.usefixtures("council")

WRONG = {
    "key": "wrong",
    "name": "Gas is booked",
    "answers": {"safety": "gas"},
    "expect": {"outcome": "roof", "priority": "R20", "ending": "book"},
}
WITHDRAW = "Publish and withdraw what is selected"


@pytest.fixture
def first() -> PublishedTree:
    return publish_tree(leak_document(), note="First", by="Sam")


@pytest.fixture
def draft(first: PublishedTree) -> DraftTree:
    """One that asks something else."""
    draft = open_draft(first, by="Ali")
    rename(draft, "Where do you see water?", by="Ali")
    return draft


@pytest.fixture
def ada() -> Member:
    return Member("ada")


def rename(draft: DraftTree, heading: str, *, by: str) -> None:
    with changing(draft.pk, by=by):
        DraftNode.objects.filter(tree=draft, key="where").update(heading=heading)


def fail(draft: DraftTree, *examples: dict[str, Any]) -> list[DraftExample]:
    """Adds examples that do not hold."""
    with changing(draft.pk, by="Ali"):
        rows = [example_row(draft, Example.model_validate(one), 999) for one in examples]
        return DraftExample.objects.bulk_create(rows)


def test_what_changes_is_told_by_page_with_the_way_there(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_publish", draft.pk)
    assert ada.heading == "Publish Leaks"
    assert "Version 1 is in use. This draft was begun from it." in ada.says
    assert "The heading changed from “Where is the water?” to “Where do you see water?”." in ada.says
    page = DraftNode.objects.get(tree=draft, key="where")
    assert ada.links("Question: Where do you see water?") == [
        reverse("admin:diagnosis_draftquestion_change", args=[page.pk])
    ]


def test_it_is_published_with_a_note_and_kept_in_the_history(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_publish", draft.pk).presses("Publish", note="  Plainer words ")
    assert ada.heading == "Leaks, version 2"
    assert ada.told == [
        "Version 2 is published. New reports are asked version 2 from now on. "
        "Reports already begun keep the version that they began with."
    ]
    published = current_tree("leak")
    assert (published.version, published.note, published.published_by) == (2, "Plainer words", "ada")
    assert load_tree(published.pk).by_key["where"].heading == "Where do you see water?"
    assert not DraftTree.objects.exists()
    assert TreeChange.objects.get(by="ada").text == "Version 2 was published: Plainer words"


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("", "Say what changed."),
        (" ", "Say what changed."),
        ("x" * 201, "Say what changed in 200 characters or fewer."),
        ("a\x07b", "Take out the characters that cannot be seen."),
        ("a\0b", "Take out the characters that cannot be seen."),
        ("x" * 100_000, "Say what changed in 200 characters or fewer."),
    ],
)
def test_a_note_that_cannot_be_kept_is_asked_for_again(ada: Member, draft: DraftTree, note: str, says: str) -> None:
    ada.goes_to("drafttree_publish", draft.pk).presses("Publish", note=note)
    assert (ada.status, ada.errors) == (200, f"There is a problem {says}")
    assert next(ada.page.all("title")).text.startswith("Error: ")  # type: ignore[union-attr]
    assert ada.value_of("note") == note.replace("\0", "\ufffd")
    assert current_tree("leak").version == 1


def test_a_draft_with_problems_offers_no_button_and_links_each_to_its_row(ada: Member, draft: DraftTree) -> None:
    SorItem.objects.filter(code="LK-P01").delete()
    ada.goes_to("drafttree_publish", draft.pk)
    assert ada.buttons == []
    page = DraftNode.objects.get(tree=draft, key="water-pipe")
    [address] = ada.links("The SoR code “LK-P01” is not in the council's table.")
    assert address.startswith(reverse("admin:diagnosis_draftoutcome_change", args=[page.pk]))


def test_a_problem_that_comes_up_meanwhile_refuses_it_and_keeps_the_note(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_publish", draft.pk)
    SorItem.objects.filter(code="LK-P01").delete()
    ada.presses("Publish", note="Plainer words")
    assert "Not published. Put right what is listed under “To put right”." in ada.errors
    assert ada.value_of("note") == "Plainer words"
    assert current_tree("leak").version == 1
    assert DraftTree.objects.exists()


def test_what_someone_else_changed_meanwhile_is_told_before_it_is_published(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_publish", draft.pk)
    rename(draft, "Where is it wet?", by="Bo")
    ada.presses("Publish", note="Plainer words")
    assert "Not published: someone else changed something while you looked at this page" in ada.errors
    assert "Bo, " in ada.errors
    assert "the heading changed from “Where do you see water?” to “Where is it wet?”." in ada.errors
    assert "Ali, " not in ada.errors
    assert ada.value_of("note") == "Plainer words"
    ada.presses("Publish")
    assert load_tree(current_tree("leak").pk).by_key["where"].heading == "Where is it wet?"


def test_a_version_that_came_meanwhile_is_told_before_it_is_replaced(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_publish", draft.pk)
    publish_tree({**leak_document(), "title": "Drips"}, note="Title", by="Bo")
    ada.presses("Publish", note="Plainer words")
    assert "Version 2 was published: Title" in ada.errors
    assert "Version 2 was published by Bo on " in ada.says
    assert "after this draft was begun from version 1. Publishing puts this draft in its place." in ada.says
    assert "The title of the tree changed from “Drips” to “Leaks”." in ada.says
    ada.presses("Publish")
    assert (current_tree("leak").version, load_tree(current_tree("leak").pk).title) == (3, "Leaks")


@pytest.mark.parametrize("lost", ["revision", "over", "seen"])
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 400, "9" * 5000])
def test_a_form_that_does_not_say_what_was_looked_at_publishes_nothing(
    ada: Member, draft: DraftTree, lost: str, value: str
) -> None:
    ada.goes_to("drafttree_publish", draft.pk).presses("Publish", note="Plainer words", **{lost: value})
    assert "Not published" in ada.errors
    assert current_tree("leak").version == 1
    ada.presses("Publish")
    assert current_tree("leak").version == 2


def test_a_draft_that_changes_nothing_is_not_published_and_stays(ada: Member, first: PublishedTree) -> None:
    draft = open_draft(first, by="Ali")
    ada.goes_to("drafttree_publish", draft.pk)
    assert "This draft asks the same as version 1. There is nothing to publish." in ada.says
    assert ada.buttons == []
    ada.sends(ada.url, note="Plainer words", revision="0", over="1", seen="0")
    assert "Not published. This draft asks the same as the version in use." in ada.errors
    assert (DraftTree.objects.count(), PublishedTree.objects.count()) == (1, 1)


def test_a_first_version_is_published(ada: Member) -> None:
    draft = make_draft(Tree.model_validate(leak_document()), by="Ali")
    ada.goes_to("drafttree_publish", draft.pk)
    assert "No version is in use yet. This would be the first." in ada.says
    ada.presses("Publish", note="First")
    assert ada.heading == "Leaks, version 1"


def test_pressing_twice_publishes_once_and_lands_on_the_version(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_publish", draft.pk)
    address, note = ada.url, {"note": "Plainer words", "revision": "1", "over": "1", "seen": "9"}
    ada.presses("Publish", note="Plainer words")
    ada.sends(address, **note)
    assert ada.heading == "Leaks, version 2"
    assert ada.told[0].startswith("This draft is published already: ada published it as version 2 on ")
    assert PublishedTree.objects.count() == 2
    assert ada.goes_to("drafttree_publish", draft.pk).heading == "Leaks, version 2"


def test_a_draft_that_was_thrown_away_is_told(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_publish", draft.pk)
    draft.delete()
    ada.presses("Publish", note="Plainer words")
    assert ada.told == ["This draft is not there any more: it was thrown away."]
    for gone in (0, 10**30):
        assert ada.goes_to("drafttree_publish", gone).told == ada.told


# Examples that do not hold.


def test_an_example_that_does_not_hold_is_withdrawn_in_the_same_step(ada: Member, draft: DraftTree) -> None:
    [example] = fail(draft, WRONG)
    ada.goes_to("drafttree_publish", draft.pk)
    assert "Examples that do not hold" in ada.says
    assert ada.links("Gas is booked") == [reverse("admin:diagnosis_draftexample_change", args=[example.pk])]
    ada.presses(WITHDRAW, note="Gas", **{f"withdraw-{example.pk}": "on", f"reason-{example.pk}": "We do not book gas."})
    assert ada.heading == "Leaks, version 2"
    [kept] = [one for one in load_tree(current_tree("leak").pk).examples if one.key == "wrong"]
    assert kept.withdrawn == "We do not book gas."
    texts = TreeChange.objects.filter(by="ada").order_by("pk").values_list("text", flat=True)
    assert list(texts) == [
        "The example “Gas is booked” was withdrawn: “We do not book gas.”.",
        "Version 2 was published: Gas",
    ]


def test_withdrawing_needs_a_reason(ada: Member, draft: DraftTree) -> None:
    [example] = fail(draft, WRONG)
    ada.goes_to("drafttree_publish", draft.pk).presses(WITHDRAW, note="Gas", **{f"withdraw-{example.pk}": "on"})
    assert "Say why “Gas is booked” does not have to hold any more." in ada.errors
    assert "checked" in next(one for one in ada.page.fields() if one.get("name") == f"withdraw-{example.pk}").attrib
    assert current_tree("leak").version == 1


def test_a_reason_alone_withdraws_nothing_and_is_kept(ada: Member, draft: DraftTree) -> None:
    [example] = fail(draft, WRONG)
    ada.goes_to("drafttree_publish", draft.pk).presses(WITHDRAW, note="Gas", **{f"reason-{example.pk}": "Old."})
    assert "Not published. Some examples do not hold." in ada.errors
    assert (ada.value_of("note"), ada.value_of(f"reason-{example.pk}")) == ("Gas", "Old.")
    assert current_tree("leak").version == 1
    assert not TreeChange.objects.filter(by="ada").exists()


def test_one_of_two_withdrawn_is_not_enough_and_nothing_is_withdrawn(ada: Member, draft: DraftTree) -> None:
    one, _ = fail(draft, WRONG, {**WRONG, "key": "wrong-too", "name": "Gas is booked twice"})
    typed = {f"withdraw-{one.pk}": "on", f"reason-{one.pk}": "Old."}
    ada.goes_to("drafttree_publish", draft.pk).presses(WITHDRAW, note="Gas", **typed)
    assert "Not published. Some examples do not hold." in ada.errors
    assert not TreeChange.objects.filter(by="ada").exists()


def test_more_examples_than_a_form_can_hold_are_counted(ada: Member, draft: DraftTree) -> None:
    fail(draft, *({**WRONG, "key": f"wrong-{n}", "name": f"Gas is booked {n}"} for n in range(63)))
    ada.goes_to("drafttree_publish", draft.pk)
    assert "3 more do not hold. That is more than can be withdrawn here" in ada.says
    ada.presses(WITHDRAW, note="Gas")
    assert "Not published. Some examples do not hold." in ada.errors


# Who may.


@pytest.mark.parametrize("page", ["drafttree_publish", "drafttree_discard"])
def test_whoever_may_not_is_refused(draft: DraftTree, page: str) -> None:
    reader = Member("reader", "view_drafttree", "change_drafttree", "view_publishedtree")
    assert reader.goes_to(page, draft.pk).status == 403
    assert reader.sends(reader.url, note="Mine", revision="1").status == 403
    assert DraftTree.objects.exists()


def test_publishing_takes_the_permission_to_publish_and_no_other(draft: DraftTree) -> None:
    publisher = Member("publisher", "publish_tree", "view_publishedtree")
    publisher.goes_to("drafttree_publish", draft.pk).presses("Publish", note="Plainer words")
    assert publisher.heading == "Leaks, version 2"


# Throwing away.


def test_what_would_be_lost_is_told_before_a_draft_is_thrown_away(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_discard", draft.pk)
    assert "Ali began this draft on " in ada.says
    assert "What would be lost" in ada.says
    assert "The heading changed from “Where is the water?” to “Where do you see water?”." in ada.says
    ada.presses("Throw the draft away")
    assert ada.told == ["The draft of “Leaks” was thrown away. What is published stays as it is."]
    assert not DraftTree.objects.exists()
    assert TreeChange.objects.get(by="ada").text == "The draft was thrown away."
    assert current_tree("leak").version == 1


def test_a_draft_that_nobody_published_would_be_lost_as_a_whole(ada: Member) -> None:
    draft = make_draft(Tree.model_validate({**leak_document(), "examples": []}), by="Ali")
    ada.goes_to("drafttree_discard", draft.pk)
    assert "105 pages and outcomes, and 0 examples. None of them was published." in ada.says


def test_a_draft_that_someone_else_changed_meanwhile_is_not_thrown_away(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_discard", draft.pk)
    rename(draft, "Where is it wet?", by="Bo")
    ada.presses("Throw the draft away")
    assert "Not thrown away: someone else changed the draft while you looked at this page" in ada.errors
    assert DraftTree.objects.exists()
    ada.sends(ada.url, revision="9" * 5000)
    assert DraftTree.objects.exists()
    ada.presses("Throw the draft away")
    assert not DraftTree.objects.exists()


def test_throwing_away_twice_is_told(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_discard", draft.pk)
    address = ada.url
    ada.presses("Throw the draft away").sends(address, revision="1")
    assert ada.told == ["This draft is not there any more: it was thrown away."]


def test_a_draft_that_was_published_meanwhile_is_not_thrown_away(ada: Member, draft: DraftTree) -> None:
    ada.goes_to("drafttree_discard", draft.pk)
    publish_draft(draft.pk, note="Plainer", by="Bo")
    ada.presses("Throw the draft away")
    assert ada.heading == "Leaks, version 2"
    assert ada.told[0].startswith("This draft is published already: Bo published it as version 2 on ")
