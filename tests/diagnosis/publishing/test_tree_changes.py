"""Everything that is done to a diagnosis is written down once, in words, and stays."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from diagnosis.drafts.changing import changing, open_draft
from diagnosis.drafts.publishing import discard_draft, publish_draft
from diagnosis.models import DraftNode, DraftTree, TreeChange
from diagnosis.services import go_back, publish_tree
from tests.diagnosis.builders import LEAK_FILE, leak_document
from tests.diagnosis.member import Member

pytestmark = pytest.mark.usefixtures("council")


def note(key: str, text: str) -> TreeChange:
    return TreeChange.objects.create(tree_key=key, by="Ali", text=text)


def test_the_life_of_a_diagnosis_is_told_step_by_step() -> None:
    first = publish_tree(leak_document(), note="First", by="Sam")
    discard_draft(open_draft(first, by="Ali").pk, by="Bo")
    draft = open_draft(first, by="Ali")
    assert open_draft(first, by="Bo") == draft
    with changing(draft.pk, by="Cy"):
        DraftNode.objects.filter(tree=draft, key="where").update(heading="Where is it?")
    with changing(draft.pk, by="Cy"):
        pass
    publish_draft(draft.pk, note="Plainer", by="Di")
    go_back("leak", 1, by="Ed")
    told = TreeChange.objects.order_by("pk").values_list("by", "text")
    assert list(told) == [
        ("Sam", "Version 1 was published: First"),
        ("Ali", "A draft was begun from version 1."),
        ("Bo", "The draft was thrown away."),
        ("Ali", "A draft was begun from version 1."),
        ("Cy", "“Where is it?”: the heading changed from “Where is the water?” to “Where is it?”."),
        ("Di", "Version 2 was published: Plainer"),
        ("Ed", "Version 3 was published: Back to version 1."),
    ]


def test_what_commands_do_is_told_too() -> None:
    call_command("import_tree", str(LEAK_FILE), verbosity=0)
    call_command("publish_tree", "leak", "--note", "First", verbosity=0)
    imported, published = TreeChange.objects.order_by("pk").values_list("text", flat=True)
    assert "import" in imported.lower()
    assert Path(LEAK_FILE).name in imported
    assert published == "Version 1 was published: First"


def test_changes_are_found_by_diagnosis_and_by_words() -> None:
    note("leak", "The draft was thrown away.")
    note("damp", "A draft was begun from version 4.")
    ada = Member("ada").goes_to("treechange_changelist")
    assert "thrown away" in ada.says
    ada.arrives(ada.client.get(ada.url, {"tree_key": "damp"}))
    assert "version 4" in ada.says
    assert "thrown away" not in ada.says
    ada.arrives(ada.client.get(reverse("admin:diagnosis_treechange_changelist"), {"q": "THROWN"}))
    assert "thrown away" in ada.says
    assert "version 4" not in ada.says


def test_a_long_change_is_short_in_the_list_and_whole_on_its_page() -> None:
    change = note("leak", "\n".join(f"Line {number}." for number in range(9)))
    ada = Member("ada").goes_to("treechange_changelist")
    assert "Line 2." in ada.says
    assert "And 6 more." in ada.says
    assert "Line 3." not in ada.says
    assert "Line 8." in ada.goes_to("treechange_change", change.pk).says


def test_nobody_adds_changes_or_deletes_what_was_done() -> None:
    change = note("leak", "The draft was thrown away.")
    ada = Member("ada")
    assert ada.goes_to("treechange_change", change.pk).status == 200
    assert ada.goes_to("treechange_add").status == 403
    assert ada.sends(reverse("admin:diagnosis_treechange_change", args=[change.pk]), text="Nothing").status == 403
    assert ada.sends(reverse("admin:diagnosis_treechange_delete", args=[change.pk]), post="yes").status == 403
    everything = {"action": "delete_selected", "_selected_action": str(change.pk), "post": "yes"}
    ada.sends(reverse("admin:diagnosis_treechange_changelist"), **everything)
    assert TreeChange.objects.get().text == "The draft was thrown away."


def test_only_those_who_may_see_it_see_it() -> None:
    assert Member("viewer", "view_treechange").goes_to("treechange_changelist").status == 200
    assert Member("other", "view_publishedtree").goes_to("treechange_changelist").status == 403


def test_words_of_staff_are_shown_as_they_were_typed() -> None:
    note("leak", "Version 2 was published: <b>Plainer</b>")
    assert "<b>Plainer</b>" in Member("ada").goes_to("treechange_changelist").says


@pytest.mark.parametrize("nonsense", ["%00", "%ED%A0%80", "%07", "9999999999999999999999", "'", "x" * 3000])
@pytest.mark.parametrize("query", ["q", "tree_key", "key", "key__in", "o", "p", "at__year", "nothing"])
def test_nonsense_in_the_address_of_a_list_is_answered(query: str, nonsense: str) -> None:
    note("leak", "The draft was thrown away.")
    ada = Member("ada")
    for name in ("treechange", "publishedtree"):
        address = reverse(f"admin:diagnosis_{name}_changelist")
        assert ada.client.get(f"{address}?{query}={nonsense}", follow=True).status_code < 500


def test_a_draft_is_thrown_away_on_its_own_page_only() -> None:
    draft = open_draft(publish_tree(leak_document(), note="First", by="Sam"), by="Ali")
    ada = Member("ada")
    ada.sends(reverse("admin:diagnosis_drafttree_delete", args=[draft.pk]), post="yes")
    everything = {"action": "delete_selected", "_selected_action": str(draft.pk), "post": "yes"}
    ada.sends(reverse("admin:diagnosis_drafttree_changelist"), **everything)
    assert DraftTree.objects.get() == draft
