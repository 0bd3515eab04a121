"""A repairs admin changes the pages of a draft."""

import pytest

from diagnosis.drafts.from_tree import make_draft
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import DraftNode, DraftTree, SorItem, TreeChange
from tests.diagnosis.admin.editor import Editor
from tests.diagnosis.builders import leak_tree

pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture
def draft(council: None) -> DraftTree:
    return make_draft(leak_tree(), by="Ali")


@pytest.fixture
def sam(draft: DraftTree) -> Editor:
    return Editor("Sam")


def node(key: str) -> DraftNode:
    return DraftNode.objects.get(key=key)


def test_saving_a_page_as_it_is_changes_nothing(sam: Editor, draft: DraftTree) -> None:
    for page in DraftNode.objects.all()[::7]:
        sam.opens(page).saves()
        assert "is saved" in sam.says, page.key
    assert tree_of_draft(draft) == leak_tree()
    assert not TreeChange.objects.exists()


def test_words_are_changed_and_kept_in_words(sam: Editor) -> None:
    sam.opens(node("where")).saves(heading="Where is the leak?", hint="Look for drips.", say="Tell me where.")
    assert sam.heading == "Question: Where is the leak?"
    page = node("where")
    assert (page.heading, page.hint, page.say, page.key) == (
        "Where is the leak?",
        "Look for drips.",
        "Tell me where.",
        "where",
    )
    change = TreeChange.objects.get()
    assert change.by == "Sam"
    assert "the heading changed from “Where is the water?” to “Where is the leak?”" in change.text


def test_a_body_is_written_as_text(sam: Editor) -> None:
    page = node("electrics")
    sam.opens(page).saves(
        body="! Keep away.\r\n\r\nThen:\r\n\r\n* Wait.\r\n* Ring {phone:repairs}.\r\n\r\n1. Sit.\r\n2. Stay."
    )
    page.refresh_from_db()
    assert page.body == [
        {"warning": "Keep away."},
        {"text": "Then:"},
        {"bullets": ["Wait.", "Ring {phone:repairs}."]},
        {"steps": ["Sit.", "Stay."]},
    ]


def test_a_body_that_nobody_changed_keeps_its_blocks(sam: Editor) -> None:
    odd = [{"text": "One\nline."}, {"text": " * Two"}, {"bullets": ["a"]}, {"bullets": ["b"]}]
    DraftNode.objects.filter(key="where").update(body=odd)
    sam.opens(node("where")).saves(hint="Look.")
    assert node("where").body == odd


def test_an_option_is_added_and_leads_to_a_page_chosen_by_its_words(sam: Editor) -> None:
    sam.opens(node("where"))
    row = sam.row_of("")
    shared = sam.choices("options-0-leads_to")["What is leaking in the kitchen?"]
    sam.saves(**{f"{row}text": "In the cellar", f"{row}leads_to": shared, f"{row}hint": "Or below the stairs"})
    added = node("where").options.get(text="In the cellar")
    assert (added.key, added.hint, added.position) == ("in-the-cellar", "Or below the stairs", 9)
    assert added.next == node("kitchen")
    assert "Open that page where option 10 leads" in sam.links


@pytest.mark.parametrize(
    ("made", "kind"), [("question", "question"), ("advice page", "advice"), ("outcome", "outcome")]
)
def test_an_option_can_lead_to_a_new_page_that_is_named_after_it(sam: Editor, made: str, kind: str) -> None:
    sam.opens(node("where"))
    row = sam.row_of("")
    new = sam.choices("options-0-leads_to")[f"A new {made}"]
    sam.saves(**{f"{row}text": "In the cellar", f"{row}leads_to": new})
    page = node("in-the-cellar")
    assert (page.kind, page.heading) == (kind, "In the cellar")
    assert [option.text for option in page.ways_here.all()] == ["In the cellar"]
    sam.opens(page)
    assert "“In the cellar” on “Where is the water?”" in sam.links_in("ways-here")


def test_options_are_put_in_order_and_taken_away(sam: Editor) -> None:
    page = node("safety")
    sam.opens(page)
    first, second = sam.option_rows()[:2]
    sam.types(**{f"{sam.row_of(first)}place": "2", f"{sam.row_of(second)}place": "1"})
    sam.saves(**{f"{sam.row_of('I have no water at all')}DELETE": "on"})
    texts = [option.text for option in page.options.all()]
    assert texts[:2] == [second, first]
    assert "I have no water at all" not in texts
    assert len(texts) == 7


def test_the_key_of_an_option_never_changes(sam: Editor) -> None:
    sam.opens(node("where"))
    words = sam.option_rows()[0]
    key = node("where").options.get(text=words).key
    sam.saves(**{f"{sam.row_of(words)}text": "Somewhere else entirely"})
    assert node("where").options.get(key=key).text == "Somewhere else entirely"


def test_what_an_answer_tells_us_is_chosen_in_words(sam: Editor) -> None:
    page = node("safety")
    sam.opens(page)
    row = sam.row_of("I have no water at all")
    name = f"{row}fact-foul"
    sam.saves(**{name: sam.choices(name.replace("__", "-"))["Yes, a pipe inside the home leaks it"]})
    assert page.options.get(text="I have no water at all").facts["foul"] == "leaking"
    assert "a pipe inside the home leaks it" in sam.says


def test_a_fact_that_no_rule_knows_stays_until_it_is_taken_away(sam: Editor) -> None:
    page = node("where")
    option = page.options.all()[0]
    option.facts = {"rain": "often", "foul": "bubbling"}
    option.save()
    sam.opens(page).saves()
    option.refresh_from_db()
    assert option.facts == {"rain": "often", "foul": "bubbling"}
    row = sam.row_of(option.text)
    sam.saves(**{f"{row}fact-rain": "", f"{row}fact-foul": ""})
    option.refresh_from_db()
    assert option.facts == {}


def test_an_outcome_is_given_codes_of_the_councils_tables(sam: Editor) -> None:
    page = node("wet-electrics")
    sam.opens(page)
    sam.saves(
        priority=sam.choices("priority")["E24 Emergency"],
        trade=sam.choices("trade")["PL Plumber"],
        rtr=sam.choices("rtr")["Leaking roof"],
        hazard="",
        location="Loft",
        flags=["scaffold", "shared"],
        sor__2__code="LK-P01",
        sor__2__quantity="3",
        sor__0__DELETE="on",
    )
    page.refresh_from_db()
    assert (page.priority, page.trade, page.rtr, page.hazard, page.location) == (
        "E24",
        "PL",
        "leaking-roof",
        "",
        "Loft",
    )
    assert page.flags == ["scaffold", "shared"]
    assert [(line.code, line.quantity) for line in page.sor_lines.all()] == [("LK-E02", 1), ("LK-P01", 3)]


def test_a_code_that_the_table_has_lost_stays_and_is_marked(sam: Editor) -> None:
    page = node("wet-electrics")
    SorItem.objects.filter(code="LK-E01").delete()
    DraftNode.objects.filter(pk=page.pk).update(priority="P1", trade="XX", rtr="old", hazard="dragons", flags=["odd"])
    sam.opens(page)
    for code in ("LK-E01", "P1", "XX", "old", "dragons", "odd"):
        assert f"{code} (not in the table)" in sam.says
    assert sam.links_in("to-put-right")["The priority “P1” is not in the council's table."] == "#id_priority"
    sam.saves()
    page.refresh_from_db()
    assert (page.priority, page.trade, page.rtr, page.hazard, page.flags) == ("P1", "XX", "old", "dragons", ["odd"])
    assert page.sor_lines.filter(code="LK-E01").exists()


def test_problems_are_told_beside_the_form_and_lead_to_the_row(sam: Editor) -> None:
    page = node("where")
    sam.opens(page)
    assert "Nothing to put right" in sam.section("to-put-right")
    words = sam.option_rows()[0]
    sam.saves(hint="h" * 121, **{f"{sam.row_of(words)}leads_to": ""})
    told = sam.links_in("to-put-right")
    key = page.options.get(text=words).key
    assert told[f"The option “{words}” leads nowhere."] == f"#option-{key}"
    assert "#id_hint" in told.values()
    for address in told.values():
        assert sam.page.by_id(address[1:]) is not None
    sam.saves(hint="Short.", **{f"{sam.row_of(words)}leads_to": str(node("kitchen").pk)})
    assert "Nothing to put right" in sam.section("to-put-right")


def test_deleting_a_page_says_what_led_to_it_and_leaves_those_options_leading_nowhere(sam: Editor) -> None:
    page = node("kitchen")
    ways = page.ways_here.count()
    sam.opens(page)
    sam.goes_to(sam.links["Delete this question"])
    assert "on “Where is the water?”" in sam.says
    sam.saves()
    assert not DraftNode.objects.filter(key="kitchen").exists()
    assert node("where").options.filter(next=None).count() >= 1
    assert ways >= 1
    assert "leads nowhere" in sam.section("to-put-right")
    assert "The question “What is leaking in the kitchen?” was removed." in TreeChange.objects.get().text


def test_going_back_to_the_draft_after_saving(sam: Editor) -> None:
    sam.opens(node("where")).saves("_back", hint="Look.")
    assert sam.heading == "Draft: Leaks"
    assert node("where").hint == "Look."


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"heading": " "}, "Enter the question."),
        ({"heading": "x" * 501}, "This has 501 characters."),
        ({"heading": "a\x00b"}, "Null characters are not allowed."),
        ({"body": "x" * 20_001}, "This has 20001 characters."),
        ({"order": "backwards"}, "Select the order of the options"),
        ({"options__0__text": ""}, "Enter the words of the option"),
        ({"options__0__leads_to": "999999"}, "That is not in the list any more."),
        ({"options__0__leads_to": "x"}, "That is not in the list any more."),
        ({"options__0__place": "9" * 400}, "Enter a place from 0 to 10,000"),
        ({"options__0__fact-foul": "maybe"}, "That is not in the list any more."),
        ({"options__TOTAL_FORMS": "x"}, "Part of the form was lost"),
        ({"options__TOTAL_FORMS": "9999999999"}, "There are more rows than the 100"),
        ({"options__9__hint": "A hint and no option"}, "Enter the words of the option"),
    ],
)
def test_a_mistake_is_told_and_everything_typed_is_kept(sam: Editor, typed: dict[str, str], says: str) -> None:
    page = node("where")
    before = tree_of_draft(page.tree)
    sam.opens(page).saves(say="Typed by Sam", **typed)
    assert "Not saved. There is a problem" in sam.says
    assert says in sam.section("draft-errors")
    assert sam.fields["say"] == "Typed by Sam"
    assert tree_of_draft(page.tree) == before


@pytest.mark.parametrize("quantity", ["0", "100", "", "x", "9" * 400])
def test_a_quantity_that_cannot_be_is_told(sam: Editor, quantity: str) -> None:
    sam.opens(node("wet-electrics")).saves(sor__0__quantity=quantity, location="Loft")
    assert "Not saved. There is a problem" in sam.says
    assert sam.fields["location"] == "Loft"
