"""What was tried is kept as an example that must hold."""

import pytest
from django.urls import reverse

from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.examples import example_problems
from diagnosis.models import DraftExample, DraftTree, TreeChange
from tests.diagnosis.builders import ranks
from tests.report.try_draft.trier import Trier

TAP = ["safety.none", "where.kitchen", "kitchen.tap", "tap.drips"]
KEEP = "Keep this as an example"


@pytest.fixture
def bare(draft: DraftTree) -> DraftTree:
    """Without the examples that the leak tree comes with."""
    draft.examples.all().delete()
    return draft


def faults(draft: DraftTree) -> list[str]:
    return [problem.text for problem in example_problems(tree_of_draft(draft), ranks())]


def test_a_case_is_kept_with_what_came_of_it(bare: DraftTree, sam: Trier) -> None:
    sam.tries(bare, *TAP, people="over-65", damp="yes", season="summer", fact_other_homes="no")
    sam.types(name="  A tap drips,\n over 65 ").presses(KEEP)
    assert "The example “A tap drips, over 65” is kept." in sam.news
    kept = bare.examples.get()
    assert (kept.key, kept.name) == ("a-tap-drips-over-65", "A tap drips, over 65")
    assert {f"{page}.{option}" for page, option in kept.answers.items()} == set(TAP)
    assert (kept.people_at_risk, kept.damp, kept.season) == (["over-65"], "yes", "summer")
    assert kept.facts == {"other_homes": "no"}
    assert (kept.outcome, kept.priority, kept.ending) == ("tap-drips", "U7", "book")
    assert kept.rules == ["person-at-risk", "damp"]
    assert faults(bare) == []
    assert "“A tap drips, over 65” was added" in TreeChange.objects.get(by="sam").text


def test_a_name_is_made_of_the_answers_and_the_situation(bare: DraftTree, sam: Trier) -> None:
    sam.tries(bare, *TAP, people="over-65", damp="yes", season="summer")
    assert sam.value_of("name") == "Kitchen, tap, it drips from the end, someone over 65, damp or mould, in summer"
    sam.tries(bare, "safety.sewage", "only-toilet-sewage.yes")
    assert sam.value_of("name") == (
        "Waste from a toilet or drain is coming into my home, is it the only toilet you can use? Yes"
    )


def test_it_is_told_once(bare: DraftTree, sam: Trier) -> None:
    sam.tries(bare, *TAP)
    sam.presses(KEEP)
    assert sam.news
    sam.goes_to(sam.url)
    assert sam.news == ""


def test_the_same_again_is_kept_once(bare: DraftTree, sam: Trier) -> None:
    for _ in range(2):
        sam.tries(bare, *TAP)
        sam.presses(KEEP)
    assert bare.examples.count() == 1


def test_a_name_is_given_to_one_example_only(bare: DraftTree, sam: Trier) -> None:
    for route in (TAP, ["safety.gas"]):
        sam.tries(bare, *route)
        sam.types(name="A tap drips").presses(KEEP)
    assert sam.error == "Another example has this name. Enter another name"
    assert sam.value_of("name") == "A tap drips"
    sam.types(name="Gas").presses(KEEP)
    assert bare.examples.count() == 2


def test_what_should_come_out_otherwise_is_an_example_that_fails_until_the_draft_is_mended(
    bare: DraftTree, sam: Trier
) -> None:
    sam.tries(bare, *TAP)
    sam.picks(priority="U3").presses(KEEP)
    assert faults(bare) == [
        "The example “Kitchen, tap, it drips from the end” does not hold: its priority is R20, not U3."
    ]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"name": ""}, "Enter a name for the example"),
        ({"name": " \n "}, "Enter a name for the example"),
        ({"name": "x" * 151}, "The name must be 150 characters or fewer"),
        ({"name": "\x00\x1b"}, "Enter a name for the example"),
        ({"outcome": "gone"}, "Select an outcome"),
        ({"priority": "Z9"}, "Select a priority"),
        ({"ending": "\x00"}, "Select how it ends"),
        ({"rules": ["no-such-rule"]}, "Select rules from the list"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    bare: DraftTree, sam: Trier, typed: dict[str, object], error: str
) -> None:
    sam.tries(bare, *TAP)
    sam.typed = {"name": "My own words"} | typed
    sam.presses(KEEP)
    assert sam.error == error
    if "name" not in typed:
        assert sam.value_of("name") == "My own words"
    assert not bare.examples.exists()


def test_what_no_longer_leads_to_an_outcome_is_not_kept(bare: DraftTree, sam: Trier) -> None:
    sam._arrive(sam.client.post(f"{reverse('try-keep', args=[bare.pk])}?answers=safety.none", {"name": "x"}))
    assert sam.heading == "Where is the water?"
    assert not bare.examples.exists()


def test_a_draft_that_was_published_meanwhile_is_told(bare: DraftTree, sam: Trier) -> None:
    sam.tries(bare, *TAP)
    bare.delete()
    sam.presses(KEEP)
    assert (sam.response.status_code, sam.heading) == (404, "There is nothing to try here")


class TestChangingTheAnswersOfAnExample:
    @pytest.fixture
    def example(self, bare: DraftTree, sam: Trier) -> DraftExample:
        sam.tries(bare, *TAP, tenure="leasehold")
        sam.types(name="The tap of a leaseholder").presses(KEEP)
        return bare.examples.get()

    def opens(self, sam: Trier, example: DraftExample) -> None:
        sam.tries(example.tree, **{"from": str(example.pk)})

    def test_it_begins_with_the_answers_and_the_situation_that_it_has(self, example: DraftExample, sam: Trier) -> None:
        self.opens(sam, example)
        assert sam.heading == "Tap that drips"
        assert sam.row("How it ends") == "We ring back"
        assert sam.value_of("name") == "The tap of a leaseholder"

    def test_other_answers_take_the_place_of_those_it_had(self, example: DraftExample, sam: Trier) -> None:
        self.opens(sam, example)
        sam.changes("your answer to: What is wrong with the tap?")
        sam.answers("The handle is broken or hard to turn")
        assert "Until now it must end at “Tap that drips” with R20 Routine." in sam.staff_part
        sam.presses("Save the example")
        example.refresh_from_db()
        assert (example.answers["tap"], example.outcome, example.tenure) == ("stiff", "tap-stiff", "leasehold")
        assert example.tree.examples.count() == 1

    def test_what_someone_else_changed_is_told_before_it_is_saved_over(self, example: DraftExample, sam: Trier) -> None:
        self.opens(sam, example)
        DraftExample.objects.update(name="Theirs", revision=99)
        sam.types(name="Mine").presses("Save the example")
        assert sam.error.startswith("Someone else changed this example after you opened it.")
        assert (sam.value_of("name"), DraftExample.objects.get().name) == ("Mine", "Theirs")
        sam.presses("Save the example")
        assert DraftExample.objects.get().name == "Mine"

    def test_one_that_was_deleted_meanwhile_is_kept_as_a_new_one(self, example: DraftExample, sam: Trier) -> None:
        self.opens(sam, example)
        DraftExample.objects.all().delete()
        sam.presses("Save the example")
        assert DraftExample.objects.get().name == "The tap of a leaseholder"
