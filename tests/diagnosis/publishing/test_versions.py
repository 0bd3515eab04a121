"""What was published, by whom, and going on from it or back to it."""

from typing import Any

import pytest
from django.urls import reverse

from diagnosis.drafts.changing import changing, open_draft
from diagnosis.models import DraftNode, DraftTree, PublishedTree, SorItem, TreeChange
from diagnosis.services import current_tree, load_tree, publish_tree
from tests.diagnosis.builders import leak_document, leak_tree
from tests.diagnosis.member import Member

pytestmark = pytest.mark.usefixtures("council")

HOLDS = {
    "key": "new-case",
    "name": "The ceiling came down",
    "answers": {"safety": "ceiling", "ceiling": "continue"},
    "expect": {"outcome": "ceiling-down", "priority": "E2", "ending": "ring"},
}


@pytest.fixture
def first() -> PublishedTree:
    return publish_tree(leak_document(), note="First", by="Sam")


@pytest.fixture
def second(first: PublishedTree) -> PublishedTree:
    return publish_tree(renamed(), note="Title", by="Ali")


@pytest.fixture
def ada() -> Member:
    return Member("ada")


def renamed(**more: Any) -> dict[str, Any]:
    return {**leak_document(), "title": "Drips", **more}


def address_of(tree: PublishedTree) -> str:
    return reverse("admin:diagnosis_publishedtree_change", args=[tree.pk])


def test_versions_are_listed_with_who_published_them_and_which_is_in_use(ada: Member, second: PublishedTree) -> None:
    ada.goes_to("publishedtree_changelist")
    rows = [
        [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in {"th", "td"}]
        for row in ada.page.all("tr")
    ]
    assert [[cells[i] for i in (0, 1, 2, 4, 5, 6)] for cells in rows[1:]] == [
        ["leak", "2", "In use now", "Ali", "Title", "105"],
        ["leak", "1", "-", "Sam", "First", "105"],
    ]


def test_the_list_reads_no_document(ada: Member, second: PublishedTree, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        ada.goes_to("publishedtree_changelist")
    listed = ada.response.context["cl"].result_list
    assert [tree.get_deferred_fields() for tree in listed] == [{"document"}, {"document"}]


def test_a_version_tells_what_it_changed_and_which_is_in_use(
    ada: Member, first: PublishedTree, second: PublishedTree
) -> None:
    ada.goes_to("publishedtree_change", second.pk)
    assert ada.heading == "Drips, version 2"
    assert "In use now" in ada.says
    assert "The title of the tree changed from “Leaks” to “Drips”." in ada.says
    assert ada.links("version 1") == [address_of(first)]
    ada.goes_to("publishedtree_change", first.pk)
    assert "This is the first version of “Leaks”." in ada.says
    assert ada.links("2") == [address_of(second)]


def test_a_version_tells_its_examples(ada: Member) -> None:
    withdrawn = {**HOLDS, "key": "old-case", "name": "An old case", "withdrawn": "No longer."}
    published = publish_tree({**leak_document(), "examples": [HOLDS, withdrawn]}, note="First", by="Sam")
    ada.goes_to("publishedtree_change", published.pk)
    assert "2 examples" in ada.says
    assert "The ceiling came down: “" in ada.says
    assert "Withdrawn: No longer." in ada.says


def test_the_history_of_a_version_is_that_of_its_diagnosis(ada: Member, first: PublishedTree) -> None:
    changes = reverse("admin:diagnosis_treechange_changelist") + "?tree_key=leak"
    ada.goes_to("publishedtree_change", first.pk)
    assert ada.links("All that was changed, and by whom") == [changes]
    assert ada.goes_to("publishedtree_history", first.pk).url == changes
    assert "Version 1 was published: First" in ada.says


# Editing.


def test_edit_begins_a_draft_and_lands_on_it(ada: Member, first: PublishedTree) -> None:
    ada.goes_to("publishedtree_change", first.pk).presses("Edit")
    draft = DraftTree.objects.get()
    assert ada.url == reverse("admin:diagnosis_drafttree_change", args=[draft.pk])
    assert (draft.based_on, draft.created_by) == (first, "ada")
    assert ada.told == []
    assert TreeChange.objects.get(by="ada").text == "A draft was begun from version 1."


def test_edit_of_an_earlier_version_says_that_another_is_in_use(
    ada: Member, first: PublishedTree, second: PublishedTree
) -> None:
    ada.goes_to("publishedtree_change", first.pk).presses("Edit")
    assert ada.told == ["This draft begins from version 1. Version 2 is in use."]


def test_edit_opens_the_draft_that_is_there_and_says_who_works_on_it(ada: Member, first: PublishedTree) -> None:
    draft = open_draft(first, by="Ali")
    ada.goes_to("publishedtree_change", first.pk).presses("Edit")
    assert ada.told[0].startswith("There was a draft already, so you work on that one. Ali began it from version 1 on ")
    assert ada.told[0].endswith(". Nobody has changed it since.")
    for heading, by in (("Where is it?", "Bo"), ("Where is it wet?", "Cy"), ("Where is the leak?", "Bo")):
        with changing(draft.pk, by=by):
            DraftNode.objects.filter(tree=draft, key="where").update(heading=heading)
    ada.goes_to("publishedtree_change", first.pk).presses("Edit")
    assert ada.told[0].endswith(". Changed since by: Cy, Bo.")
    assert DraftTree.objects.count() == 1


# Going back.


def test_an_earlier_version_is_used_again_with_one_click(
    ada: Member, first: PublishedTree, second: PublishedTree
) -> None:
    ada.goes_to("publishedtree_change", first.pk).presses("Use this version again")
    assert ada.heading == "Leaks, version 3"
    assert ada.told == ["Version 1 is used again, as version 3."]
    assert (current_tree("leak").note, current_tree("leak").published_by) == ("Back to version 1.", "ada")
    assert load_tree(current_tree("leak").pk) == leak_tree()
    assert [change.text for change in TreeChange.objects.filter(by="ada")] == [
        "Version 3 was published: Back to version 1."
    ]


def test_examples_recorded_since_are_counted_and_the_earlier_ones_come_back(ada: Member) -> None:
    earlier = {**HOLDS, "key": "earlier", "name": "The ceiling came down at night", "damp": "yes"}
    reworded = {**HOLDS, "name": "The ceiling has come down"}
    withdrawn = {**earlier, "withdrawn": "No longer."}
    first = publish_tree({**leak_document(), "examples": [earlier, HOLDS]}, note="First", by="Sam")
    later = [{**HOLDS, "key": "later", "name": "Later", "damp": "no"}, reworded, withdrawn]
    publish_tree(renamed(examples=later), note="Examples", by="Ali")
    ada.goes_to("publishedtree_change", first.pk).presses("Use this version again")
    assert ada.told == [
        "Version 1 is used again, as version 3. "
        "What version 2 changed is no longer asked, and 2 examples of it no longer apply."
    ]
    assert [one.key for one in load_tree(current_tree("leak").pk).examples] == ["earlier", "new-case"]
    assert load_tree(PublishedTree.objects.get(version=2).pk).examples[0].key == "later"


def test_pressing_twice_goes_back_once(ada: Member, first: PublishedTree, second: PublishedTree) -> None:
    back = reverse("admin:diagnosis_publishedtree_go_back", args=[first.pk])
    ada.sends(back).sends(back)
    assert ada.told == ["Nothing was published: version 3, which is in use, asks the same."]
    assert current_tree("leak").version == 3


def test_going_back_closes_no_draft(ada: Member, first: PublishedTree, second: PublishedTree) -> None:
    draft = open_draft(second, by="Ali")
    ada.goes_to("publishedtree_change", first.pk).presses("Use this version again")
    ada.goes_to("drafttree_publish", draft.pk)
    assert "Version 3 was published by ada on " in ada.says
    assert "after this draft was begun from version 2. Publishing puts this draft in its place." in ada.says


def test_the_version_in_use_cannot_be_used_again(ada: Member, second: PublishedTree) -> None:
    assert "Use this version again" not in ada.goes_to("publishedtree_change", second.pk).buttons


def test_a_version_that_does_not_pass_today_offers_no_way_back_and_says_why(
    ada: Member, first: PublishedTree, second: PublishedTree
) -> None:
    SorItem.objects.filter(code="LK-P01").delete()
    ada.goes_to("publishedtree_change", first.pk)
    assert ada.buttons == ["Edit"]
    assert "This version cannot be used again as it is" in ada.says
    ada.sends(reverse("admin:diagnosis_publishedtree_go_back", args=[first.pk]))
    assert ada.told[0].startswith("Version 1 cannot be used again as it is, so version 2 stays. The SoR code “LK-P01”")
    assert current_tree("leak") == second


# Who may, and what cannot be.


@pytest.mark.parametrize("step", ["edit", "go_back"])
def test_whoever_may_only_look_is_offered_nothing_and_refused(
    first: PublishedTree, second: PublishedTree, step: str
) -> None:
    viewer = Member("viewer", "view_publishedtree")
    assert viewer.goes_to("publishedtree_change", first.pk).buttons == []
    assert viewer.sends(reverse(f"admin:diagnosis_publishedtree_{step}", args=[first.pk])).status == 403
    assert (DraftTree.objects.count(), current_tree("leak")) == (0, second)


@pytest.mark.parametrize("step", ["edit", "go_back"])
def test_following_the_address_of_a_button_changes_nothing(
    ada: Member, first: PublishedTree, second: PublishedTree, step: str
) -> None:
    assert ada.goes_to(f"publishedtree_{step}", first.pk).heading == "Leaks, version 1"
    assert (DraftTree.objects.count(), current_tree("leak")) == (0, second)


@pytest.mark.parametrize("step", ["edit", "go_back"])
@pytest.mark.parametrize("gone", [0, 10**30])
def test_a_version_that_never_was_is_told(ada: Member, first: PublishedTree, step: str, gone: int) -> None:
    ada.sends(reverse(f"admin:diagnosis_publishedtree_{step}", args=[gone]))
    assert ada.told == ["There is no such version."]


def test_a_version_that_cannot_be_read_any_more_is_shown_and_goes_nowhere(ada: Member, first: PublishedTree) -> None:
    old = PublishedTree.objects.create(
        key="leak", version=0, document={"key": "leak", "nodes": []}, note="Old", published_by="Sam"
    )
    ada.goes_to("publishedtree_change", old.pk)
    assert ada.heading == "leak, version 0"
    assert "This cannot be told: its document cannot be read any more." in ada.says
    ada.presses("Edit")
    assert ada.told == ["Version 0 cannot be read any more, so no draft can begin from it."]
    ada.sends(reverse("admin:diagnosis_publishedtree_go_back", args=[old.pk]))
    assert "Version 0 cannot be used again as it is, so version 1 stays." in ada.told[0]
