"""Importing and exporting in the admin."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from diagnosis.drafts.changing import changing
from diagnosis.drafts.from_tree import make_draft
from diagnosis.imports.limits import MOST_BYTES
from diagnosis.models import DraftNode, DraftTree, TreeChange
from diagnosis.services import publish_tree
from tests.diagnosis.builders import LEAK_FILE, leak_document, leak_tree
from tests.diagnosis.imports.samples import OPTIONS, QUESTIONS, as_bytes
from tests.diagnosis.member import Member
from tests.parsed_page import text

pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture
def sam(council: None) -> Member:
    return Member("sam")


def upload(member: Member, value: Any, name: str = "town.json", **typed: Any) -> Member:
    content = value if isinstance(value, bytes) else as_bytes(value)
    return member.sends(reverse("admin:diagnosis_drafttree_import"), file=SimpleUploadedFile(name, content), **typed)


def problems(member: Member) -> list[str]:
    """Those at the top of the page, each with the field to which it leads."""
    (summary,) = member.page.with_class("draft-summary")
    return [f"{link.get('href')}: {text(link)}" for link in summary.iter("a")]


def test_a_file_becomes_a_draft_with_what_to_look_at(sam: Member) -> None:
    sam.goes_to("drafttree_changelist")
    assert sam.links("Import from a file") == [reverse("admin:diagnosis_drafttree_import")]
    upload(sam, OPTIONS)
    draft = DraftTree.objects.get(key="town", created_by="sam")
    assert sam.url == reverse("admin:diagnosis_drafttree_change", args=[draft.pk])
    seen = f"See “To look at after the import”: {len(draft.attention)}."
    assert sam.told == [f"This draft was made from a file: Housing Repairs Online, the list of options. {seen}"]
    assert "The file gives it “priority 2”, which is not one of your priorities." in sam.says
    assert TreeChange.objects.get(tree_key="town").by == "sam"


def test_the_name_and_the_meaning_of_priorities_can_be_given(sam: Member) -> None:
    upload(sam, OPTIONS, key="home-repairs", priorities="priority 2 = R20\r\n\r\ncall-back=U7\r\n")
    nodes = DraftNode.objects.filter(tree__key="home-repairs")
    assert nodes.get(key="kitchen-taps-stiff").priority == "R20"
    assert nodes.get(key="ring-back").priority == "U7"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"{", "The file is not JSON: Expecting property name enclosed in double quotes, in line 1 at character 2."),
        (b" " * (MOST_BYTES + 1), "The file is larger than 2 MB."),
        (b"\x00", "The file is not text."),
        (b"a: &b c", "Line 1 of the file has an anchor or an alias (& or *). Write the values out."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_field(sam: Member, content: bytes, says: str) -> None:
    upload(sam, content, key="doors", priorities="priority 2=R20")
    assert sam.status == 200
    assert problems(sam) == [f"#id_file: {says}"]
    assert sam.value_of("key") == "doors"
    assert "priority 2=R20" in sam.says
    assert not DraftTree.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            {"key": "Front doors"},
            "#id_key: Use only small letters, digits and single hyphens, for example kitchen-repairs.",
        ),
        ({"key": "a" * 41}, "#id_key: This has 41 characters. The most is 40."),
        ({"key": "a\x00"}, "#id_key: Null characters are not allowed."),
        ({"priorities": "2=XX"}, "#id_priorities: “XX” is not one of your priorities. They are "),
        ({"priorities": "R20"}, "#id_priorities: “R20” must be written as priority 2=R20, with your own code"),
        ({"priorities": "a\x07=R20"}, "#id_priorities: “a�=R20” must be written as"),
        ({"priorities": "a=R20\n" * 2000}, "#id_priorities: Write at most 5,000 characters."),
    ],
)
def test_what_was_typed_wrongly_is_told_beside_its_field(sam: Member, typed: dict[str, str], says: str) -> None:
    (problem,) = problems(upload(sam, OPTIONS, **typed))
    assert problem.startswith(says)
    assert not DraftTree.objects.exists()


def test_a_file_must_be_selected(sam: Member) -> None:
    sam.sends(reverse("admin:diagnosis_drafttree_import"))
    assert problems(sam) == ["#id_file: Select a file."]
    sam.sends(reverse("admin:diagnosis_drafttree_import"), file="town.json")
    assert problems(sam) == ["#id_file: Select a file."]


def test_the_same_file_again_changes_nothing(sam: Member) -> None:
    upload(upload(sam, OPTIONS), OPTIONS)
    assert sam.told == ["The draft says the same as the file already. Nothing was changed."]
    assert TreeChange.objects.filter(tree_key="town").count() == 1


def test_a_draft_that_somebody_works_on_is_replaced_only_when_that_is_said(sam: Member) -> None:
    upload(sam, OPTIONS)
    draft = DraftTree.objects.get()
    with changing(draft.pk, by="Ali"):
        DraftNode.objects.filter(tree=draft, key="where").update(heading="Which room?")
    (problem,) = problems(upload(sam, OPTIONS))
    assert problem.startswith("#id_replace: There is a draft “town” already. Ali changed it last, on ")
    assert DraftNode.objects.filter(heading="Which room?").exists()
    upload(sam, OPTIONS, replace="on")
    assert DraftTree.objects.get().pk != draft.pk
    assert not DraftNode.objects.filter(heading="Which room?").exists()


def test_whoever_may_not_throw_a_draft_away_may_not_replace_it_either(sam: Member) -> None:
    upload(sam, OPTIONS)
    ali = Member("ali", "add_drafttree", "view_drafttree")
    (problem,) = problems(upload(ali, QUESTIONS, "town.yml", replace="on"))
    assert problem.startswith("#id_key: There is a draft “town” already.")
    assert "Replace the draft" not in ali.says
    assert DraftTree.objects.get().created_by == "sam"


@pytest.mark.parametrize("permission", ["view_drafttree", "change_drafttree"])
def test_whoever_may_not_begin_a_draft_may_not_import_one(council: None, permission: str) -> None:
    ali = Member("ali", permission)
    assert ali.goes_to("drafttree_changelist").links("Import from a file") == []
    assert ali.goes_to("drafttree_import").status == 403
    assert upload(ali, OPTIONS).status == 403
    assert not DraftTree.objects.exists()


def test_a_draft_is_downloaded_as_a_file(sam: Member) -> None:
    draft = make_draft(leak_tree(), by="Sam")
    address = reverse("admin:diagnosis_drafttree_export", args=[draft.pk])
    assert sam.goes_to("drafttree_change", draft.pk).links("Export") == [address]
    response = sam.client.get(address)
    assert response.content == LEAK_FILE.read_bytes()
    assert response["Content-Disposition"] == 'attachment; filename="leak-draft.json"'


def test_a_published_version_is_downloaded_as_a_file(sam: Member) -> None:
    published = publish_tree(leak_document(), note="First", by="Sam")
    address = reverse("admin:diagnosis_publishedtree_export", args=[published.pk])
    assert sam.goes_to("publishedtree_change", published.pk).links("Export it as a file") == [address]
    response = sam.client.get(address)
    assert json.loads(response.content) == leak_document()
    assert response["Content-Disposition"] == 'attachment; filename="leak-1.json"'


def test_what_is_not_there_any_more_cannot_be_downloaded(sam: Member) -> None:
    sam.goes_to("drafttree_export", 999)
    assert sam.told == ["That draft is not there any more. It was published or thrown away."]
    assert sam.goes_to("publishedtree_export", 999).url == reverse("admin:diagnosis_publishedtree_changelist")


def test_whoever_may_not_see_a_diagnosis_may_not_download_it(council: None) -> None:
    draft, published = make_draft(leak_tree(), by="Sam"), publish_tree(leak_document(), note="First", by="Sam")
    ali = Member("ali", "view_soritem")
    assert ali.goes_to("drafttree_export", draft.pk).status == 403
    assert ali.goes_to("publishedtree_export", published.pk).status == 403
