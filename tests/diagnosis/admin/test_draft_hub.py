"""The page of a draft: its pages, its problems, its picture, and what can be done with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diagnosis.drafts.from_tree import make_draft
from diagnosis.models import DraftExample, DraftNode, DraftTree, SorItem, TreeChange
from diagnosis.problems import Problem
from diagnosis.services import publish_tree
from repairs.council.details import council_details
from tests.diagnosis.admin.editor import Editor
from tests.diagnosis.builders import leak_document, leak_tree, outcome, question, tree

pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture
def sam(council: None) -> Editor:
    return Editor("Sam")


@pytest.fixture
def leak(council: None) -> DraftTree:
    return make_draft(leak_tree(), by="Ali")


def begins(sam: Editor, title: str, key: str = "") -> Editor:
    return sam.goes_to(reverse("admin:diagnosis_drafttree_add")).saves(title=title, key=key)


def test_a_small_tree_is_built_from_nothing(sam: Editor) -> None:
    begins(sam, "Windows and doors")
    draft = DraftTree.objects.get(key="windows-and-doors")
    assert "The tree has no first page." in sam.section("to-put-right")
    sam.goes_to(sam.links["Add a question"]).saves(
        heading="What is broken?",
        options__0__text="A window",
        options__0__leads_to="new-outcome",
        options__1__text="I am not sure",
        options__1__leads_to="new-advice",
        options__1__not_sure="on",
    )
    assert sam.heading == "Question: What is broken?"
    sam.goes_to(sam.links["Open that page where option 1 leads"])
    sam.saves(priority="R20", trade="CA", sor__0__code=SorItem.objects.filter(trade__code="CA")[0].code)
    sam.opens(DraftNode.objects.get(kind="advice"))
    window = sam.choices("options-0-leads_to")["A window"]
    sam.saves("_back", heading="Ring us", options__0__text="Go on", options__0__leads_to=window)
    assert "Nothing to put right" in sam.section("to-put-right")
    draft.refresh_from_db()
    assert draft.start == DraftNode.objects.get(kind="question")
    assert "What is broken? 2 options · first page" in sam.section("pages-question")


@pytest.mark.parametrize(
    ("title", "key", "says"),
    [
        ("", "x", "Enter the title."),
        ("Doors", "Doors!", "Use only small letters"),
        ("Doors", "d" * 41, "This has 41 characters."),
        ("Doors", "ta\x00ken", "Null characters"),
        ("Doors", "drafted", "There is a draft with the short name “drafted” already."),
        ("Leaks", "leak", "“leak” is published"),
    ],
)
def test_a_draft_that_cannot_be_begun_says_why(sam: Editor, title: str, key: str, says: str) -> None:
    publish_tree(leak_document(), note="First", by="Ali")
    DraftTree.objects.create(key="drafted", title="Drafted", created_by="Ali", changed_by="Ali")
    begins(sam, title, key)
    assert says in sam.section("draft-errors")
    assert sam.fields["title"] == title


def test_every_page_is_listed_with_its_address_and_what_it_is(sam: Editor, leak: DraftTree) -> None:
    sam.opens_draft(leak.pk)
    for page in DraftNode.objects.all():
        listed = sam.links_in(f"pages-{page.kind}")
        assert reverse(f"admin:diagnosis_draft{page.kind}_change", args=[page.pk]) in listed.values()
    assert "Where is the water? 9 options" in sam.section("pages-question")
    assert "E2 Immediate: ring us" in sam.section("pages-outcome")
    assert "Ali changed it last" in sam.says
    assert "Nothing to put right" in sam.says


def test_each_problem_leads_to_what_it_is_about(sam: Editor, leak: DraftTree) -> None:
    SorItem.objects.filter(code="LK-P01").delete()
    option = DraftNode.objects.get(key="where").options.all()[0]
    option.next = None
    option.save()
    DraftTree.objects.update(title="")
    example = DraftExample.objects.all()[0]
    example.priority = "U1" if example.priority != "U1" else "R20"
    example.save()
    sam.opens_draft(leak.pk)
    told = sam.links_in("to-put-right")
    page = reverse("admin:diagnosis_draftquestion_change", args=[option.node_id])
    assert told[f"The option “{option.text}” leads nowhere."] == f"{page}#option-{option.key}"
    assert told["The tree has no title."] == "#id_title"
    outcome = DraftNode.objects.get(key="water-pipe")
    lost = reverse("admin:diagnosis_draftoutcome_change", args=[outcome.pk])
    assert told["The SoR code “LK-P01” is not in the council's table."] == f"{lost}#sor"
    assert reverse("admin:diagnosis_draftexample_change", args=[example.pk]) in told.values()
    assert "1 to put right" in sam.section("pages-outcome")


def test_the_picture_and_the_list_lead_to_the_pages(sam: Editor, leak: DraftTree) -> None:
    sam.opens_draft(leak.pk)
    page = reverse("admin:diagnosis_draftquestion_change", args=[DraftNode.objects.get(key="where").pk])
    in_picture, in_list = f'<a href="{page}" tabindex="-1">', f'<a href="{page}"><strong>'
    content = sam.response.content.decode()
    assert (content.count(in_picture), content.count(in_list)) == (1, 1)
    assert 'role="group" aria-label="Picture of Leaks' in content


def test_what_to_look_at_after_an_import_is_ticked_off(sam: Editor) -> None:
    notes = [Problem("where", "Two options had the same words."), Problem("", "There was no title.")]
    draft = make_draft(leak_tree(), by="Ali", attention=notes)
    sam.opens_draft(draft.pk)
    assert sam.links_in("attention")["Where is the water?"]
    assert "To look at after the import (2)" in sam.says
    address = reverse("admin:diagnosis_drafttree_done", args=[draft.pk])
    sam.url = address
    sam.fields |= {"node_key": "where", "text": "Two options had the same words."}
    sam.saves()
    assert "To look at after the import (1)" in sam.says
    assert "Two options had the same words." in TreeChange.objects.get(by="Sam").text
    sam.opens(DraftNode.objects.get(key="where"))
    assert "To look at" not in sam.says


def test_pages_are_put_in_order_by_numbers(sam: Editor, leak: DraftTree) -> None:
    sam.opens_draft(leak.pk)
    sam.goes_to(sam.links["Change the order of the pages"])
    before = list(DraftNode.objects.filter(kind="question"))
    sam.saves(**{f"place__{before[2].pk}": "0"})
    assert list(DraftNode.objects.filter(kind="question"))[:3] == [before[2], before[0], before[1]]
    assert TreeChange.objects.get(by="Sam")


@pytest.mark.parametrize("typed", ["", "x", "-1", "1.5", "9" * 400, "٣", "\x00"])
def test_a_place_that_is_no_number_is_told(sam: Editor, leak: DraftTree, typed: str) -> None:
    sam.goes_to(reverse("admin:diagnosis_drafttree_order", args=[leak.pk]))
    page = DraftNode.objects.filter(kind="question")[0]
    sam.saves(**{f"place__{page.pk}": typed})
    assert "Enter a whole number from 0 to 9999." in sam.section("draft-errors")
    assert not TreeChange.objects.filter(by="Sam").exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": ""}, "Enter the title."),
        ({"title": "a\x00"}, "Null characters"),
        ({"language": "English!"}, "Enter the short code of a language"),
        ({"language": "e" * 3000}, "This has 3000 characters."),
        ({"start": "999999"}, "That is not in the list any more."),
        ({"start": "x"}, "That is not in the list any more."),
    ],
)
def test_a_mistake_in_the_title_is_told(sam: Editor, leak: DraftTree, typed: dict[str, str], says: str) -> None:
    sam.opens_draft(leak.pk).saves(**typed)
    assert says in sam.section("draft-errors")
    assert (DraftTree.objects.get().title, DraftTree.objects.get().language) == ("Leaks", "en")


def test_a_draft_whose_rows_make_no_tree_is_told_instead_of_drawn(sam: Editor, leak: DraftTree) -> None:
    DraftNode.objects.filter(key="where").update(order="sideways")
    sam.opens_draft(leak.pk)
    assert sam.response.status_code == 200
    assert sam.links_in("to-put-right")
    sam.saves(title="Water")
    assert "This draft cannot be saved as it is." in sam.says
    sam.opens(DraftNode.objects.get(key="kitchen")).saves(hint="Look.")
    assert "This draft cannot be saved as it is." in sam.says
    assert sam.fields["hint"] == "Look."


def test_three_hundred_pages_ask_no_more_of_the_database_than_three(sam: Editor, council: None) -> None:
    asked = []
    council_details()  # which every page shows, and a process keeps
    for key, pages in (("small", 3), ("large", 300)):
        nodes = [question(f"q{n}", {"key": "on", "text": "On", "next": f"q{n + 1}"}) for n in range(pages)]
        draft = make_draft(tree(*nodes, outcome(f"q{pages}"), key=key), by="Ali")
        hub, page = draft.pk, DraftNode.objects.filter(tree=draft)[0]
        with CaptureQueriesContext(connection) as queries:
            sam.client.get(reverse("admin:diagnosis_drafttree_change", args=[hub]))
            sam.client.get(reverse("admin:diagnosis_draftquestion_change", args=[page.pk]))
        asked.append(len(queries))
    assert asked[0] == asked[1] < 50
