"""A repairs admin publishes a draft and goes back, at a real browser. Every page that comes is looked over."""

import pytest
from django.urls import reverse

from diagnosis.drafts.changing import changing, open_draft
from diagnosis.models import DraftNode, DraftTree, PublishedTree, SorItem, TreeChange
from diagnosis.services import current_tree
from tests.browser.conftest import NewVisitor
from tests.browser.staff import DESK, PHONE, Staff


@pytest.fixture
def draft(site: str) -> DraftTree:
    return open_draft(PublishedTree.objects.get(key="leak"), by="Ali")


@pytest.fixture(params=[pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def ada(opens: NewVisitor, draft: DraftTree, request: pytest.FixtureRequest) -> Staff:
    ada = opens(Staff, **request.param)
    assert isinstance(ada, Staff)
    ada.signs_in("ada")
    return ada


def change(draft: DraftTree, key: str, **fields: str) -> None:
    with changing(draft.pk, by="Bo"):
        DraftNode.objects.filter(tree=draft, key=key).update(**fields)


def page(name: str, *args: int) -> str:
    return reverse(f"admin:diagnosis_{name}", args=args)


def test_a_draft_is_published_and_the_version_before_is_used_again(ada: Staff, draft: DraftTree) -> None:
    first = current_tree("leak")
    change(draft, "where", heading="Where do you see water?")
    ada.goes_to(page("drafttree_publish", draft.pk))
    ada.presses("Publish")
    ada.page.get_by_role("link", name="Say what changed.").click()
    ada.page.keyboard.type("Plainer words")
    change(draft, "where", hint="Look for drips.")
    ada.presses("Publish")
    assert (
        "someone else changed something while you looked at this page" in ada.page.locator("[role=alert]").inner_text()
    )
    ada.presses("Publish")
    assert ada.heading == "Leaks, version 2"
    ada.follows("version 1")
    ada.presses("Use this version again")
    assert ada.heading == "Leaks, version 3"
    ada.presses("Edit")
    assert DraftTree.objects.get().based_on == current_tree("leak") != first


def test_examples_that_do_not_hold_are_withdrawn_at_once(ada: Staff, draft: DraftTree) -> None:
    change(draft, "water-pipe", priority="R20")
    ada.goes_to(page("drafttree_publish", draft.pk))
    failing = ada.page.locator("fieldset")
    count = failing.count()
    assert count > 1
    for number in range(count):
        failing.nth(number).get_by_label("Withdraw this example").check()
    ada.types(note="Pipes can wait").presses("Publish and withdraw what is selected")
    assert ada.page.locator("[role=alert] li").count() == count
    ada.page.locator("[role=alert] a").first.click()
    for number in range(count):
        failing.nth(number).get_by_label("Why it does not have to hold any more").fill("Pipes can wait.")
    ada.presses("Publish and withdraw what is selected")
    assert ada.heading == "Leaks, version 2"


def test_every_other_page_about_publishing(ada: Staff, draft: DraftTree) -> None:
    ada.goes_to(page("drafttree_publish", draft.pk))
    assert "There is nothing to publish." in ada.says
    change(draft, "where", heading="Where do you see water?")
    SorItem.objects.filter(code="LK-P01").delete()
    ada.goes_to(page("drafttree_publish", draft.pk))
    assert ada.page.get_by_role("button", name="Publish").count() == 0
    for name in ("publishedtree_changelist", "treechange_changelist"):
        ada.goes_to(page(name))
    ada.goes_to(page("publishedtree_change", current_tree("leak").pk))
    ada.goes_to(page("treechange_change", TreeChange.objects.latest("pk").pk))
    ada.goes_to(page("drafttree_discard", draft.pk))
    ada.presses("Throw the draft away")
    assert "The draft of “Leaks” was thrown away." in ada.page.locator(".messagelist").inner_text()


def test_without_script_it_is_published_too(opens: NewVisitor, draft: DraftTree) -> None:
    ada = opens(Staff, **PHONE, java_script_enabled=False)
    assert isinstance(ada, Staff)
    ada.signs_in("ada")
    change(draft, "where", heading="Where do you see water?")
    ada.goes_to(page("drafttree_publish", draft.pk))
    ada.types(note="Plainer words").presses("Publish")
    assert ada.heading == "Leaks, version 2"
