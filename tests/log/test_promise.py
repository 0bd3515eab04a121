"""By when: the council's target, or what the law gives where that is sooner."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from diagnosis.models import SorItem
from diagnosis.tree import SorLine
from repairs.council.deadlines import LONDON
from repairs.council.models import Priority
from repairs.log.promise import make_promise
from tests.conftest import NOW
from tests.log.builders import DECISION

pytestmark = pytest.mark.usefixtures("northmere")

PIPE, ROOF, TAP = "water-or-heating-pipe", "leaking-roof", "tap-cannot-turn"
FRIDAY_EVENING = datetime(2026, 3, 6, 22, 30, tzinfo=LONDON)
LAST_MINUTE = (23, 59)


def promised(tenure: str | None, now: datetime = NOW, **changes: Any) -> tuple[str, date | None]:
    promise = make_promise(replace(DECISION, **changes), tenure, now)
    due = promise.due_at.astimezone(LONDON)
    if promise.priority.complete_hours is None:
        assert (due.hour, due.minute) == LAST_MINUTE
    return due.date().isoformat(), promise.rtr_due


@pytest.mark.parametrize(
    ("priority", "category", "due", "statutory"),
    [
        ("U7", PIPE, "2026-03-05", date(2026, 3, 5)),
        ("U1", PIPE, "2026-03-05", date(2026, 3, 5)),
        ("R20", TAP, "2026-03-09", date(2026, 3, 9)),
        ("R20", ROOF, "2026-03-13", date(2026, 3, 13)),
        ("U1", ROOF, "2026-03-05", date(2026, 3, 13)),
        ("U7", None, "2026-03-13", None),
    ],
)
def test_the_sooner_of_the_two_is_promised(
    priority: str, category: str | None, due: str, statutory: date | None
) -> None:
    assert promised("secure", priority=priority, rtr_category=category) == (due, statutory)


@pytest.mark.parametrize(
    ("tenure", "has_the_right"),
    [
        ("secure", True),
        ("introductory", True),
        ("leasehold", False),
        ("right_to_buy", False),
        ("temporary", False),
        ("shared_ownership", False),
        (None, False),
    ],
)
def test_only_council_tenants_have_the_right(tenure: str | None, has_the_right: bool) -> None:
    assert (promised(tenure)[1] is not None) == has_the_right


@pytest.mark.parametrize(
    ("costs", "quantity", "has_the_right"), [("250.00", 1, True), ("250.01", 1, False), ("125.01", 2, False)]
)
def test_only_small_repairs_have_the_right(costs: str, quantity: int, has_the_right: bool) -> None:
    SorItem.objects.filter(code="LK-P01").update(cost=Decimal(costs))
    _, statutory = promised("secure", sor=(SorLine(code="LK-P01", quantity=quantity),))
    assert (statutory is not None) == has_the_right


def test_the_day_of_the_report_is_day_zero_and_weekends_do_not_count() -> None:
    assert promised("secure", FRIDAY_EVENING, priority="R20") == ("2026-03-09", date(2026, 3, 9))


def test_an_emergency_is_due_in_real_hours() -> None:
    promise = make_promise(replace(DECISION, priority="E24", rtr_category=None), "secure", FRIDAY_EVENING)
    assert promise.due_at == datetime(2026, 3, 7, 22, 30, tzinfo=LONDON)


def test_damp_is_looked_into_sooner_than_a_routine_target() -> None:
    assert promised("leasehold", priority="R20", rtr_category=None, hazards=("damp-mould",))[0] == "2026-03-18"
    assert promised("secure", priority="U7", rtr_category=None, hazards=("damp-mould",))[0] == "2026-03-13"


def test_a_priority_that_was_added_a_moment_ago_is_known() -> None:
    promised("secure")
    Priority.objects.create(code="R9", name="New", rank=99, complete_hours=5, measure="non-emergency", hact_code="5")
    promise = make_promise(replace(DECISION, priority="R9", rtr_category=None), "secure", NOW)
    assert (promise.priority.code, promise.due_at) == ("R9", NOW + timedelta(hours=5))
