"""What staff decide otherwise holds for what they decided, and for nothing else."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from repairs.report.answers import BookAnyway, Household, NewPriority, Override, PersonAtRisk, Tenure, YesNo
from repairs.report.asked import can_be_booked
from repairs.report.path import Path
from tests.report.small_tree import HOME, IN_ORDER, QUESTIONS, path_with, slugs

WHY: dict[str, Any] = {"why": "Seen on a photo", "staff": 1, "at": datetime(2026, 3, 4, 10, tzinfo=UTC)}
AT_RISK = Household(people=(PersonAtRisk.OLDER,), damp=YesNo.NO, recent=YesNo.NO)
DAMP = Household(damp=YesNo.YES, recent=YesNo.NO)
RINGS_FIRST = replace(HOME, calls_back=True)


def moved(priority: str, instead_of: str = "R20", decided: str = "mend:R20", **changes: Any) -> Path:
    chosen = NewPriority(priority=priority, instead_of=instead_of, decided=decided, **WHY)
    return path_with(**{**IN_ORDER, **changes, "override": Override(priority=chosen)})


def test_more_urgent_is_more_urgent_with_the_reason() -> None:
    settled = moved("U3").progress.settled
    assert (settled.priority, settled.ending) == ("U3", "book")
    assert settled.reasons[-1].text == "Staff moved the priority up from R20 to U3: Seen on a photo."


def test_an_emergency_by_staff_is_rung_about_like_any_other() -> None:
    path = moved("E24")
    assert (path.progress.ending, path.last.slug) == ("ring", "result/ring")


def test_less_urgent_holds_while_nothing_else_changed() -> None:
    replaced = {"questions": {**QUESTIONS, "drips": "no"}}
    assert moved("R20", "U7", "replace:U7", **replaced).progress.settled.priority == "R20"


@pytest.mark.parametrize(
    ("household", "priority"), [(AT_RISK, "U3"), (DAMP, "U7")], ids=["someone at risk", "a hazard that was found"]
)
def test_less_urgent_ends_with_what_makes_it_worse(household: Household, priority: str) -> None:
    replaced = {"questions": {**QUESTIONS, "drips": "no"}, "household": household}
    assert moved("R20", "U7", "replace:U7", **replaced).progress.settled.priority == priority


def test_more_urgent_never_makes_less_urgent_what_got_worse_since() -> None:
    assert moved("U7", household=AT_RISK).progress.settled.priority == "U7"
    replaced = {"questions": {**QUESTIONS, "drips": "no"}, "household": AT_RISK}
    assert moved("U7", "R20", "replace:R20", **replaced).progress.settled.priority == "U3"


def test_another_problem_is_as_urgent_as_the_rules_say() -> None:
    assert moved("U3", questions={**QUESTIONS, "drips": "no"}).progress.settled.priority == "U7"


def test_no_emergency_by_the_rules_is_made_less_urgent() -> None:
    given = {"questions": {"danger": "yes"}}
    assert moved("R20", "E2", "ring-now:E2", **given).progress.settled.priority == "E2"


def test_nothing_to_do_stays_so() -> None:
    given = {"questions": {"danger": "no", "which": "nothing"}}
    assert moved("U3", "", "nothing:", **given).progress.ending == "advice"


def test_a_home_where_we_ring_first_is_booked_anyway_where_staff_say_so() -> None:
    anyway = Override(anyway=BookAnyway(home=HOME.key, shown="Ring first", **WHY))
    assert "slot" not in slugs(path_with(RINGS_FIRST, **{**IN_ORDER, "slot": None, "times": ("any time",)}))
    assert "slot" in slugs(path_with(RINGS_FIRST, **IN_ORDER, override=anyway))


def test_it_is_of_that_home_only() -> None:
    anyway = Override(anyway=BookAnyway(home="8", shown="Ring first", **WHY))
    assert not can_be_booked(path_with(RINGS_FIRST, **IN_ORDER, override=anyway).progress)


def test_who_repairs_is_for_staff_to_say_once_they_have_looked() -> None:
    leased = replace(HOME, tenure="leasehold", is_tenancy=False)
    asked = {**IN_ORDER, "tenure": Tenure.LEASEHOLD, "what_we_do": Tenure.LEASEHOLD}
    anyway = Override(anyway=BookAnyway(home=HOME.key, shown="Check", **WHY))
    assert path_with(leased, **asked).progress.decide("leasehold").ending == "call-back"
    assert path_with(leased, **asked, override=anyway).progress.decide("leasehold").ending == "book"
