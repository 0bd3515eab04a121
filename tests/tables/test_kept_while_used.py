"""What a diagnosis names is not taken away from under it: foreign keys do not see what is written in a document."""

import copy
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from diagnosis.documents import TreeRefused
from diagnosis.drafts.changing import open_draft
from diagnosis.models import DraftSorLine, PublishedTree, SorItem
from diagnosis.services import check_tree, publish_tree
from repairs.council.models import PhoneLine, Priority, Trade
from tests.diagnosis.builders import leak_document

pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def published(council: None) -> None:
    publish_tree(leak_document(), note="First", by="Tests")


def delete(staff: Client, row: SorItem | Trade | Priority | PhoneLine) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
    return staff.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).content.decode()


def delete_selected(staff: Client, row: SorItem | Trade | Priority) -> str:
    form = {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"}
    return staff.post(reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist"), form).content.decode()


def without_making_good() -> dict[str, object]:
    """A second version, whose outcomes do not name LK-S01."""
    document = copy.deepcopy(leak_document())
    for node in document["nodes"]:
        for line in node.get("sor", []):
            if line["code"] == "LK-S01":
                line["code"] = "LK-P02"
    return document


CASES = [
    (SorItem, "LK-S01", "LK-S01 New silicone seal at a bath, shower or sink: used by Leaks, version 1."),
    (Trade, "PL", "PL Plumber: used by Leaks, version 1."),
    (Priority, "R20", "R20 Routine: used by Leaks, version 1; the triage rules."),
    (Priority, "I5", "the triage rules."),
]


@pytest.mark.parametrize(("model", "code", "says"), CASES, ids=[code for _, code, _ in CASES])
def test_what_a_published_diagnosis_names_is_not_deleted(
    sam: Client, model: type[SorItem | Trade | Priority], code: str, says: str
) -> None:
    row = model._default_manager.get(code=code)
    for page in (delete(sam, row), delete_selected(sam, row)):
        assert says in page
        assert "because something needs" in page
    assert model._default_manager.filter(code=code).exists()


@pytest.mark.parametrize(("model", "code"), [(SorItem, "LK-S01"), (Trade, "PL"), (Priority, "R20")])
def test_the_code_of_what_a_diagnosis_names_stays(
    sam: Client, model: type[SorItem | Trade | Priority], code: str
) -> None:
    row = model._default_manager.get(code=code)
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    page = sam.get(reverse(name, args=[row.pk]))
    form = page.context["adminform"].form
    values = {field.html_name: field.value() if field.value() is not None else "" for field in form}
    assert sam.post(reverse(name, args=[row.pk]), {**values, "code": "ZZ"}).status_code == 302
    row.refresh_from_db()
    assert row.code == code


def test_what_a_draft_names_is_not_deleted(sam: Client) -> None:
    unused = SorItem.objects.get(code="LK-M02")
    draft = open_draft(published_version(1), by="Tests")
    DraftSorLine.objects.filter(node__tree=draft, code="LK-S01").update(code="LK-M02")
    assert "LK-M02 Put up a new area of ceiling: used by the draft of Leaks." in delete(sam, unused)


def test_what_reports_already_begun_still_follow_is_not_deleted(sam: Client) -> None:
    publish_tree(without_making_good(), note="Second", by="Tests")
    seal = SorItem.objects.get(code="LK-S01")
    assert "used by Leaks, version 1, which reports begun before still follow." in delete(sam, seal)
    PublishedTree.objects.filter(version=2).update(published_at=timezone.now() - timedelta(days=31))
    delete(sam, seal)
    assert not SorItem.objects.filter(code="LK-S01").exists()


def test_what_nothing_names_is_deleted(sam: Client) -> None:
    delete(sam, SorItem.objects.get(code="LK-M02"))
    assert not SorItem.objects.filter(code="LK-M02").exists()


def test_no_phone_line_is_deleted_and_none_becomes_another(sam: Client) -> None:
    line = PhoneLine.objects.get(key="gas")
    assert delete(sam, line)
    page = sam.get(reverse("admin:council_phoneline_change", args=[line.pk]))
    assert "key" not in page.context["adminform"].form.fields
    assert PhoneLine.objects.get(key="gas") == line


def test_a_code_that_is_gone_all_the_same_is_told_on_the_page_of_the_diagnosis(sam: Client) -> None:
    SorItem.objects.filter(code="LK-S01").delete()
    with pytest.raises(TreeRefused):
        check_tree(leak_document())
    page = sam.get(reverse("admin:diagnosis_publishedtree_change", args=[published_version(1).pk]))
    assert "The SoR code “LK-S01” is not in the council&#x27;s table." in page.content.decode()


def published_version(version: int) -> PublishedTree:
    return PublishedTree.objects.get(version=version)
