"""At the end staff see what would be done, and why."""

import pytest

from diagnosis.models import DraftNode, DraftTree
from tests.report.try_draft.trier import Trier

POURING = ["safety.pouring", "pouring-from.home", "stop-tap.still-leaking", "into-other-homes.yes"]
TAP = ["safety.none", "where.kitchen", "kitchen.tap", "tap.drips"]


def test_what_would_be_done_is_told_in_words(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft, "safety.none", "where.kitchen", "kitchen.under-sink", "under-sink.all-the-time")
    told = {key: sam.row(key) for key in ("How it ends", "Priority", "Trade", "SoR items", "Where it is")}
    assert told == {
        "How it ends": "Book a time",
        "Priority": "U1 Urgent, 1 working day",
        "Trade": "PL Plumber",
        "SoR items": "LK-P01 Mend a leak on a water pipe, joint or flexible hose within reach, 40 minutes",
        "Where it is": "Kitchen, under the sink",
    }


def test_the_reason_names_the_answers_the_rules_and_what_each_did(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft, *POURING)
    for words in (
        "By itself, the outcome “Leak that cannot be stopped or caught” has E24 Emergency. The rules make it E2",
        "A bucket, bowl or towel cannot catch all of the water. It asks for E24 Emergency at least.",
        "going into another home or a shared area. It raises the priority to E2 Immediate.",
        "Is the water going into another home or a shared area? Yes",
    ):
        assert words in sam.staff_part


@pytest.mark.parametrize(
    ("what_if", "key", "told"),
    [
        ({"people": ["over-65"]}, "Priority", "U7 Urgent, 7 working days"),
        ({"damp": "yes"}, "Hazards", "Damp, mould and fungal growth"),
        ({"recent": "yes"}, "Notes", "Send someone else, or someone senior."),
        ({"recalls": "2"}, "Priority", "I5 Inspection"),
        ({"tenure": "leasehold"}, "How it ends", "We ring back"),
        ({"fact_water_off": "none-left"}, "Priority", "E24 Emergency"),
        ({"fact_electrics": "yes"}, "How it ends", "Ring us"),
    ],
)
def test_what_if_decides_again(draft: DraftTree, sam: Trier, what_if: dict[str, str], key: str, told: str) -> None:
    sam.tries(draft, *TAP)
    before = sam.row(key)
    sam.typed = dict(what_if)
    sam.presses("Decide again")
    assert told not in before
    assert told in sam.row(key)


def test_summer_makes_no_heating_less_urgent(draft: DraftTree, sam: Trier) -> None:
    route = ["safety.none", "where.heating", "heating.pipes", "boiler-pressure.yes", "still-warm.no"]
    sam.tries(draft, *route)
    winter = sam.row("Priority")
    sam.tries(draft, *route, season="summer")
    assert (winter, sam.row("Priority")) == ("E24 Emergency", "U1 Urgent, 1 working day")


def test_right_to_repair_says_whether_it_applies_and_why_not(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft, *POURING)
    assert "It applies here" in sam.row("Right to Repair")
    sam.tries(draft, *POURING, tenure="leasehold")
    assert "only secure and introductory tenants" in sam.row("Right to Repair")


def test_codes_that_are_in_no_table_are_told(draft: DraftTree, sam: Trier) -> None:
    DraftNode.objects.filter(tree=draft, key="tap-drips").update(priority="Z9", trade="ZZ", rtr="x", hazard="y")
    draft.nodes.get(key="tap-drips").sor_lines.update(code="NO-SUCH")
    sam.tries(draft, *TAP)
    assert "NO-SUCH: not in the SoR table" in sam.row("SoR items")
    assert sam.row("Priority") == "Z9"
