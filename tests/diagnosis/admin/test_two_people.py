"""Two people change the same draft: nobody overwrites the other without knowing."""

import pytest

from diagnosis.drafts.from_tree import make_draft
from diagnosis.drafts.publishing import discard_draft, publish_draft
from diagnosis.models import DraftNode, DraftTree
from tests.diagnosis.admin.editor import Editor
from tests.diagnosis.builders import leak_tree

pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture
def draft(council: None) -> DraftTree:
    return make_draft(leak_tree(), by="Begun")


@pytest.fixture
def sam(draft: DraftTree) -> Editor:
    return Editor("Sam")


@pytest.fixture
def ali(draft: DraftTree) -> Editor:
    return Editor("Ali")


def node(key: str) -> DraftNode:
    return DraftNode.objects.get(key=key)


def test_the_second_is_told_who_changed_what_and_nothing_is_overwritten(sam: Editor, ali: Editor) -> None:
    before = node("where")
    sam.opens(before)
    ali.opens(before).saves(heading="Where is the leak?")
    ali.saves(hint="Look for drips.")
    sam.saves(say="Where?", body="From Sam")
    told = sam.section("draft-conflict")
    assert "Not saved: Ali changed this while you had it open" in told
    assert "the heading changed from “Where is the water?” to “Where is the leak?”" in told
    assert "“Look for drips.”" in told
    page = node("where")
    assert (page.heading, page.hint, page.say, page.body) == ("Where is the leak?", "Look for drips.", before.say, [])
    assert (sam.fields["say"], sam.fields["body"]) == ("Where?", "From Sam")


def test_saving_again_is_a_second_decision(sam: Editor, ali: Editor) -> None:
    sam.opens(node("where"))
    ali.opens(node("where")).saves(hint="From Ali")
    sam.saves(hint="From Sam").saves()
    assert "is saved" in sam.says
    assert node("where").hint == "From Sam"


def test_a_third_change_is_told_as_well(sam: Editor, ali: Editor) -> None:
    sam.opens(node("where"))
    ali.opens(node("where")).saves(hint="One")
    sam.saves(hint="From Sam")
    ali.saves(hint="Two")
    sam.saves()
    told = sam.section("draft-conflict")
    assert "to “Two”" in told
    assert "to “One”" not in told
    assert node("where").hint == "Two"


def test_a_mistake_in_between_does_not_hide_what_the_other_did(sam: Editor, ali: Editor) -> None:
    sam.opens(node("where"))
    ali.opens(node("where")).saves(hint="From Ali")
    sam.saves(heading="")
    assert "Enter the question." in sam.says
    sam.saves(heading="From Sam")
    assert "From Ali" in sam.section("draft-conflict")
    assert node("where").heading == "Where is the water?"


def test_other_pages_can_be_changed_at_the_same_time(sam: Editor, ali: Editor) -> None:
    sam.opens(node("where"))
    ali.opens(node("kitchen")).saves(hint="From Ali")
    sam.saves(hint="From Sam")
    assert (node("where").hint, node("kitchen").hint) == ("From Sam", "From Ali")


def test_an_option_that_the_other_added_is_not_lost_by_saving_again(sam: Editor, ali: Editor) -> None:
    sam.opens(node("where"))
    ali.opens(node("where"))
    ali.saves(**{f"{ali.row_of('')}text": "In the cellar"})
    sam.saves(hint="From Sam")
    assert "“In the cellar” was added" in sam.section("draft-conflict")
    sam.saves()
    assert node("where").options.filter(text="In the cellar").exists()


def test_an_option_that_leads_to_a_page_that_the_other_deleted_is_told(sam: Editor, ali: Editor) -> None:
    sam.opens(node("where"))
    ali.opens(node("kitchen"))
    ali.goes_to(ali.links["Delete this question"]).saves()
    sam.saves(hint="From Sam")
    assert "That is not in the list any more. Select another." in sam.section("draft-errors")
    assert sam.fields["hint"] == "From Sam"


def test_deleting_what_the_other_has_just_changed_is_asked_again(sam: Editor, ali: Editor) -> None:
    sam.opens(node("kitchen"))
    sam.goes_to(sam.links["Delete this question"])
    ali.opens(node("kitchen")).saves(hint="From Ali")
    sam.saves()
    assert "Not deleted: Ali changed this" in sam.says
    assert DraftNode.objects.filter(key="kitchen").exists()
    sam.saves()
    assert not DraftNode.objects.filter(key="kitchen").exists()


def test_words_for_a_page_that_the_other_deleted_are_shown_again(sam: Editor, ali: Editor) -> None:
    sam.opens(node("kitchen"))
    ali.opens(node("kitchen"))
    ali.goes_to(ali.links["Delete this question"]).saves()
    sam.saves(say="What I typed", options__0__text="An option that I typed")
    assert sam.response.status_code == 410
    assert sam.heading == "This page is not there any more"
    assert "What I typed" in sam.says
    assert "An option that I typed" in sam.says
    assert "Ali" in sam.says


@pytest.mark.parametrize("how", ["published", "thrown away"])
def test_words_for_a_draft_that_is_closed_are_shown_again(sam: Editor, draft: DraftTree, how: str) -> None:
    sam.opens(node("where"))
    if how == "published":
        publish_draft(draft.pk, note="Done", by="Ali", revision=draft.revision)
    else:
        discard_draft(draft.pk, by="Ali")
    sam.saves(say="What I typed")
    assert sam.response.status_code == 410
    assert "What I typed" in sam.says
    assert "Ali" in sam.says
    assert how in sam.says


def test_two_people_change_the_title_at_once(sam: Editor, ali: Editor, draft: DraftTree) -> None:
    sam.opens_draft(draft.pk)
    ali.opens_draft(draft.pk).saves(title="Water")
    sam.saves(title="Leaks and drips")
    assert "from “Leaks” to “Water”" in sam.section("draft-conflict")
    assert DraftTree.objects.get().title == "Water"
    sam.saves()
    assert DraftTree.objects.get().title == "Leaks and drips"


def test_a_page_that_someone_changes_does_not_get_in_the_way_of_a_new_title(
    sam: Editor, ali: Editor, draft: DraftTree
) -> None:
    sam.opens_draft(draft.pk)
    ali.opens(node("where")).saves(hint="From Ali")
    sam.saves(title="Water")
    assert DraftTree.objects.get().title == "Water"


def test_two_people_change_the_order_at_once(sam: Editor, ali: Editor, draft: DraftTree) -> None:
    page = node("where")
    for editor in (sam, ali):
        editor.opens_draft(draft.pk)
        editor.goes_to(editor.links["Change the order of the pages"])
    ali.saves(**{f"place__{page.pk}": "0"})
    sam.saves(**{f"place__{page.pk}": "99"})
    assert "Not saved: Ali changed this" in sam.says
    assert sam.fields[f"place-{page.pk}"] == "99"
    assert DraftNode.objects.filter(tree=draft, kind="question")[0] == page
    sam.saves()
    assert DraftNode.objects.filter(tree=draft, kind="question").last() == page
