"""A repairs admin edits a draft at a real browser. Every page that comes is looked over."""

import pytest
from django.urls import reverse

from diagnosis.drafts.changing import open_draft
from diagnosis.models import DraftNode, DraftTree, PublishedTree
from tests.browser.conftest import NewVisitor
from tests.browser.staff import DESK, PHONE, Staff

PERMISSIONS = ("add_drafttree", "change_drafttree", "view_drafttree", "delete_drafttree", "publish_tree")


class Editor(Staff):
    def opens(self, page: DraftNode) -> None:
        self.goes_to(reverse(f"admin:diagnosis_draft{page.kind}_change", args=[page.pk]))

    def saves(self) -> None:
        self.presses("Save and continue")

    @property
    def has_focus(self) -> str:
        name: str = self.page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
        return name

    @property
    def option_texts(self) -> list[str]:
        texts: list[str] = self.page.locator("#options .draft-row-list input[name$=-text]").evaluate_all(
            "fields => fields.map(field => field.value)"
        )
        return texts


@pytest.fixture
def draft(site: str) -> DraftTree:
    return open_draft(PublishedTree.objects.get(key="leak"), by="Ali")


def node(key: str) -> DraftNode:
    return DraftNode.objects.get(key=key)


@pytest.fixture(params=[pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def sam(opens: NewVisitor, draft: DraftTree, request: pytest.FixtureRequest) -> Editor:
    staff = opens(Editor, **request.param)
    assert isinstance(staff, Editor)
    staff.signs_in("Sam", *PERMISSIONS)
    return staff


def test_every_kind_of_page_about_a_draft(sam: Editor, draft: DraftTree) -> None:
    DraftTree.objects.update(attention=[{"node_key": "where", "text": "Look at the order."}])
    node("kitchen").ways_here.update(next=None)
    for kind in ("question", "advice", "outcome"):
        page = DraftNode.objects.filter(kind=kind)[0]
        sam.opens(page)
        sam.goes_to(reverse(f"admin:diagnosis_draft{kind}_delete", args=[page.pk]))
        sam.goes_to(f"{reverse(f'admin:diagnosis_draft{kind}_add')}?draft={draft.pk}")
        sam.saves()
        assert "Not saved. There is a problem" in sam.says
    for address in ("drafttree_change", "drafttree_order"):
        sam.goes_to(reverse(f"admin:diagnosis_{address}", args=[draft.pk]))
    sam.goes_to(reverse("admin:diagnosis_drafttree_changelist"))
    sam.goes_to(reverse("admin:diagnosis_drafttree_add"))


def test_options_are_added_and_moved_without_leaving_the_page(sam: Editor) -> None:
    sam.opens(node("safety"))
    before = sam.option_texts
    assert before[-1] != ""
    sam.page.get_by_role("button", name="Add an option").click()
    assert sam.has_focus == f"id_options-{len(before)}-text"
    sam.page.keyboard.type("The floor is wet")
    new = sam.page.locator("#options .draft-row-list > fieldset").last
    new.get_by_label("Leads to").select_option("A new outcome")
    up = new.get_by_role("button", name="Up")
    up.focus()
    sam.page.keyboard.press("Enter")
    sam.page.keyboard.press("Enter")
    assert sam.has_focus.startswith("Up")
    assert (
        sam.page.locator("#options [role=status]").inner_text() == f"Now option {len(before) - 1} of {len(before) + 1}"
    )
    sam.looks_it_over()
    sam.saves()
    assert sam.option_texts == [*before[:-2], "The floor is wet", *before[-2:]]
    sam.follows("Open that page where option 7 leads")
    assert sam.heading == "Outcome: The floor is wet"


def test_a_moved_option_stays_where_it_is_when_the_form_comes_back_with_a_mistake(sam: Editor) -> None:
    sam.opens(node("safety"))
    before = sam.option_texts
    last = sam.page.locator("#options .draft-row-list > fieldset").last
    last.get_by_label("Place").fill("2")
    sam.page.keyboard.press("Tab")
    moved = [before[0], before[-1], *before[1:-1]]
    assert sam.option_texts == moved
    sam.types(heading="")
    sam.saves()
    assert "Enter the question." in sam.says
    assert sam.option_texts == moved
    sam.types(heading="Are you safe?")
    sam.saves()
    assert sam.option_texts == moved


def test_a_problem_leads_to_the_row_and_goes_when_it_is_put_right(sam: Editor) -> None:
    option = node("where").options.all()[2]
    sam.opens(node("where"))
    row = sam.page.locator(f"#option-{option.key}")
    row.get_by_label("Leads to").select_option("Nowhere yet")
    sam.saves()
    sam.page.get_by_role("link", name=f"The option “{option.text}” leads nowhere.").click()
    assert sam.has_focus == f"option-{option.key}"
    sam.page.keyboard.press("Tab")
    assert sam.has_focus.endswith("-text")
    row.get_by_label("Leads to").select_option(str(option.next_id))
    sam.saves()
    assert "Nothing to put right" in sam.says


def test_two_people_at_once(sam: Editor, opens: NewVisitor) -> None:
    ali = opens(Editor, **DESK)
    assert isinstance(ali, Editor)
    ali.signs_in("Ali", *PERMISSIONS)
    sam.opens(node("where"))
    ali.opens(node("where"))
    ali.types(hint="From Ali")
    ali.saves()
    sam.types(hint="From Sam")
    sam.saves()
    assert "Ali changed this while you had it open" in sam.has_focus
    assert node("where").hint == "From Ali"
    sam.saves()
    assert node("where").hint == "From Sam"


def test_pages_are_put_in_order(sam: Editor, draft: DraftTree) -> None:
    sam.goes_to(reverse("admin:diagnosis_drafttree_order", args=[draft.pk]))
    first, second = DraftNode.objects.filter(kind="question")[:2]
    sam.page.get_by_role("button", name=f"Down: {first.heading}", exact=True).click()
    assert sam.has_focus.startswith("Down")
    sam.presses("Save the order")
    assert list(DraftNode.objects.filter(kind="question")[:2]) == [second, first]


def test_without_script_there_are_empty_rows_and_numbers(opens: NewVisitor, draft: DraftTree) -> None:
    sam = opens(Editor, **PHONE, java_script_enabled=False)
    assert isinstance(sam, Editor)
    sam.signs_in("Sam", *PERMISSIONS)
    sam.opens(node("where"))
    new = sam.page.locator("#options fieldset[data-new]").first
    new.get_by_label("Option", exact=True).fill("In the cellar")
    new.get_by_label("Place").fill("0")
    sam.saves()
    assert sam.option_texts[0] == "In the cellar"


def test_a_box_of_the_picture_and_a_line_of_the_list_open_the_page(sam: Editor, draft: DraftTree) -> None:
    hub = reverse("admin:diagnosis_drafttree_change", args=[draft.pk])
    page = node("safety")
    for place in (".tree-picture a", ".tree-outline a"):
        sam.goes_to(hub)
        with sam.to_next_page():
            sam.page.locator(place).filter(has_text=page.heading).first.click()
        assert sam.heading == f"Question: {page.heading}"
