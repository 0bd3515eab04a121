"""Staff see of a draft what an agent on the phone needs."""

from diagnosis.models import DraftNode, DraftTree
from tests.report.try_draft.trier import Trier


def test_an_agent_is_told_what_to_say(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft, view="agent")
    assert "First I need to know that you are safe." in sam.says


def test_without_words_to_say_aloud_it_is_the_question(draft: DraftTree, sam: Trier) -> None:
    DraftNode.objects.filter(tree=draft, key="safety").update(say="")
    sam.tries(draft, view="agent")
    assert "Say “Are any of these happening?”" in sam.says


def test_each_answer_says_what_it_tells_and_where_it_leads(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft, view="agent")
    electrics, pouring, none = sam.offered[1], sam.offered[3], sam.offered[6]
    assert "Emergency" in electrics
    assert "It tells us: Is water touching something electric, or close to it? Yes" in electrics
    assert (
        "leads to the advice page “Stay away from water near electrics”, where our phone number comes first"
        in electrics
    )
    assert "Emergency" not in pouring
    assert "It leads to the question “Where is the water?”" in none


def test_an_agent_goes_on_by_an_answer_and_changes_an_earlier_one(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft, view="agent")
    sam.follows("None of these")
    sam.follows("Kitchen")
    assert sam.row("Where is the water?").startswith("Kitchen")
    sam.changes("your answer to: Where is the water?")
    assert sam.heading == "Where is the water?"
    assert "Kitchen Answered" in " ".join(sam.offered)
    sam.follows("Outside the home")
    assert sam.heading == "What is leaking outside?"


def test_the_view_is_changed_in_the_middle_without_losing_anything(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft, "safety.none", "where.kitchen", tenure="leasehold")
    sam.follows("As an agent")
    assert sam.heading == "What is leaking in the kitchen?"
    sam.follows("As a resident")
    assert "tenure=leasehold" in sam.url
    sam.follows("Start again")
    assert sam.heading == "Are any of these happening?"
