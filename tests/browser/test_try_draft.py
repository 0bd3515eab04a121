"""Staff try a draft at a real browser, and look after its examples. Every page that comes is looked over."""

from typing import Any

import pytest
from django.urls import reverse

from diagnosis.drafts.changing import open_draft
from diagnosis.models import DraftExample, DraftNode, DraftTree, PublishedTree
from tests.browser.conftest import NewVisitor
from tests.browser.devices import PHONE
from tests.browser.staff import DESK, Staff

DEVICES = [
    pytest.param(PHONE, id="phone"),
    pytest.param(DESK, id="desk"),
    pytest.param(PHONE | {"java_script_enabled": False}, id="without script"),
]


@pytest.fixture
def draft(site: str) -> DraftTree:
    return open_draft(PublishedTree.objects.get(key="leak"), by="Ali")


@pytest.fixture(params=DEVICES)
def sam(opens: NewVisitor, draft: DraftTree, request: pytest.FixtureRequest) -> Staff:
    device: dict[str, Any] = request.param
    staff = opens(Staff, **device)
    assert isinstance(staff, Staff)
    staff.signs_in("Sam")
    return staff


def tries(sam: Staff, draft: DraftTree, query: str = "") -> None:
    sam.goes_to(reverse("try-draft", args=[draft.pk]) + query)


def test_a_draft_is_tried_as_a_resident_and_kept_as_an_example(sam: Staff, draft: DraftTree) -> None:
    tries(sam, draft)
    sam.presses("Continue")
    assert sam.error == "Select an answer to “Are any of these happening?”"
    for answer in ("None of these", "Kitchen", "Tap", "It drips from the end"):
        sam.chooses(answer).presses("Continue")
    assert sam.heading == "Tap that drips"
    sam.page.get_by_label("Someone over 65").check()
    sam.presses("Decide again")
    sam.types(name="A kitchen tap drips, and someone is over 65").presses("Keep this as an example")
    assert "is kept." in sam.page.locator(".govuk-notification-banner").inner_text()
    assert DraftExample.objects.get(key__startswith="a-kitchen-tap-drips-and").priority == "U7"
    sam.page.go_back()
    assert sam.heading == "Tap that drips"


def test_a_draft_is_tried_as_an_agent(sam: Staff, draft: DraftTree) -> None:
    tries(sam, draft)
    sam.follows("As an agent")
    sam.follows("Water is pouring")
    sam.follows("From inside this home")
    sam.follows("Yes, but it is still leaking")
    sam.follows("Yes")
    assert "For staff: what comes of it" in sam.page.locator("aside").inner_text()
    sam.follows("Change your answer to: Are any")
    assert sam.heading == "Are any of these happening?"
    sam.page.go_back()
    sam.follows("As a resident")
    assert sam.page.get_by_role("button", name="Keep what I told you").count()


def test_pages_that_come_seldom(sam: Staff, draft: DraftTree) -> None:
    DraftNode.objects.get(tree=draft, key="where").options.update(next=None)
    tries(sam, draft, "?answers=safety.none,where.kitchen")
    tries(sam, draft, "?answers=safety.gas")
    tries(sam, draft, "?answers=safety.electrics")
    example = DraftExample.objects.get(key="smell-of-gas")
    tries(sam, draft, f"?from={example.pk}")
    sam.types(name="").presses("Save the example")
    assert sam.error == "Enter a name for the example"


def test_the_examples_of_a_draft(sam: Staff, draft: DraftTree) -> None:
    DraftNode.objects.filter(tree=draft, key="tap-runs").update(priority="U7")
    example = DraftExample.objects.get(key="smell-of-gas")
    sam.goes_to(f"{reverse('admin:diagnosis_draftexample_changelist')}?tree__id__exact={draft.pk}")
    sam.follows("Do not hold")
    sam.goes_to(reverse("admin:diagnosis_draftexample_change", args=[example.pk]))
    sam.types(name="").presses("Save and continue")
    assert "Enter the situation." in sam.says
    sam.goes_to(reverse("admin:diagnosis_draftexample_delete", args=[example.pk]))
    sam.goes_to(f"{reverse('admin:diagnosis_draftexample_add')}?draft={draft.pk}")
    sam.goes_to(reverse("admin:diagnosis_draftexample_change", args=[example.pk]))
    DraftExample.objects.filter(pk=example.pk).update(revision=9)
    sam.types(name="Mine").presses("Save and continue")
    assert "Not saved: someone else changed this" in sam.says
