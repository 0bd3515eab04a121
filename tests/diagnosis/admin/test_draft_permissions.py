"""Who may see drafts and who may change them, and addresses where nothing is."""

import pytest
from django.urls import reverse

from diagnosis.drafts.from_tree import make_draft
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import DraftNode, DraftTree
from tests.diagnosis.admin.editor import Editor
from tests.diagnosis.builders import leak_tree

KINDS = ("question", "advice", "outcome")


@pytest.fixture
def draft(council: None) -> DraftTree:
    return make_draft(leak_tree(), by="Ali")


def addresses(draft: DraftTree) -> list[str]:
    pages = [DraftNode.objects.filter(kind=kind)[0] for kind in KINDS]
    found = [
        reverse(f"admin:diagnosis_draft{page.kind}_{what}", args=[page.pk])
        for page in pages
        for what in ("change", "delete")
    ]
    found += [f"{reverse(f'admin:diagnosis_draft{kind}_add')}?draft={draft.pk}" for kind in KINDS]
    return [
        *found,
        *(reverse(f"admin:diagnosis_drafttree_{what}", args=[draft.pk]) for what in ("change", "order", "done")),
    ]


def test_a_viewer_sees_everything_and_changes_nothing(draft: DraftTree) -> None:
    viewer = Editor("Viewer", "view_drafttree", "view_draftquestion")
    for page in [DraftNode.objects.filter(kind=kind)[0] for kind in KINDS]:
        viewer.opens(page)
        assert page.heading in viewer.heading
        assert "You may look at this draft, and not change it." in viewer.says
        assert not [one for one in viewer.page.all("input") if one.get("name") in ("_continue", "_back")]
    viewer.opens_draft(draft.pk)
    assert "Add a question" not in viewer.links
    refused = {
        address: viewer.client.post(address, {"heading": "x", "title": "x"}).status_code for address in addresses(draft)
    }
    assert set(refused.values()) == {403}
    assert tree_of_draft(draft) == leak_tree()


def test_those_without_permission_see_nothing(draft: DraftTree) -> None:
    other = Editor("Other", "view_publishedtree", "change_draftquestion", "view_draftquestion")
    for address in addresses(draft):
        assert other.client.get(address).status_code == 403, address


def test_pages_are_not_listed_on_their_own(draft: DraftTree) -> None:
    sam = Editor("Sam").goes_to(reverse("admin:index"))
    assert "Draft diagnoses" in sam.links
    assert "Questions" not in sam.links
    assert sam.goes_to(reverse("admin:diagnosis_draftoutcome_changelist")).url == reverse(
        "admin:diagnosis_drafttree_changelist"
    )


@pytest.mark.parametrize("nothing", ["0", "999999", "9" * 400, "-1", "x", "1'", "٣"])
def test_where_nothing_is_they_are_told_and_led_to_the_drafts(draft: DraftTree, nothing: str) -> None:
    sam = Editor("Sam")
    for kind in (*(f"draft{kind}" for kind in KINDS), "drafttree"):
        for what in ("change", "delete", "history"):
            if (kind, what) == ("drafttree", "delete"):
                continue
            sam.goes_to(f"/admin/diagnosis/{kind}/{nothing}/{what}/")
            assert "not there any more" in sam.says, (kind, what)
        sam.goes_to(f"/admin/diagnosis/{kind}/add/?draft={nothing}")
        assert sam.response.status_code == 200


def test_a_question_is_not_opened_as_an_outcome(draft: DraftTree) -> None:
    page = DraftNode.objects.filter(kind="question")[0]
    sam = Editor("Sam").goes_to(reverse("admin:diagnosis_draftoutcome_change", args=[page.pk]))
    assert "not there any more" in sam.says


@pytest.mark.parametrize(
    "junk", [{}, {"*": "\x00"}, {"*": "x" * 60_000}, {"*": "9" * 400}, {"*": "-1"}, {"*": ["a", "b"]}]
)
def test_nonsense_in_a_form_is_answered(draft: DraftTree, junk: dict[str, object]) -> None:
    sam = Editor("Sam")
    names = [
        "heading",
        "body",
        "order",
        "ending",
        "flags",
        "revision",
        "seen",
        "opened",
        "diagnosis",
        "title",
        "start",
        "draft",
    ]
    names += [
        f"{rows}-{name}"
        for rows in ("options", "sor")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "0-key", "0-text", "0-code")
    ]
    names += ["options-0-leads_to", "options-0-place", "options-0-DELETE", "node_key", "text"]
    for address in addresses(draft):
        if "/delete/" in address:
            continue
        response = sam.client.post(address, {name: value for name in names for value in junk.values()})
        assert response.status_code < 500, address
