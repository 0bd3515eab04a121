from datetime import date
from decimal import Decimal

import pytest

from diagnosis.right_to_repair import CATEGORIES, compensation, qualifies, rtr_days, rtr_due


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("reported", "one", "three", "seven"),
    [
        ("2026-03-02", "2026-03-03", "2026-03-05", "2026-03-11"),
        ("2026-04-01", "2026-04-02", "2026-04-08", "2026-04-14"),
        ("2026-04-04", "2026-04-07", "2026-04-09", "2026-04-15"),
        ("2026-05-22", "2026-05-26", "2026-05-28", "2026-06-03"),
        ("2026-08-28", "2026-09-01", "2026-09-03", "2026-09-09"),
        ("2026-12-18", "2026-12-21", "2026-12-23", "2026-12-31"),
        ("2026-12-24", "2026-12-29", "2026-12-31", "2027-01-07"),
    ],
)
def test_working_days_skip_weekends_and_bank_holidays(reported: str, one: str, three: str, seven: str) -> None:
    assert rtr_due("water-or-heating-pipe", day(reported)) == day(one)
    assert rtr_due("blocked-sink", day(reported)) == day(three)
    assert rtr_due("leaking-roof", day(reported)) == day(seven)


@pytest.mark.parametrize(
    ("on", "days"), [("2026-10-31", 3), ("2026-11-01", 1), ("2027-04-30", 1), ("2027-05-01", 3), ("2026-07-15", 3)]
)
def test_heating_is_sooner_in_winter(on: str, days: int) -> None:
    assert rtr_days("heating-or-hot-water", day(on)) == days


def test_the_schedule_has_twenty_lines() -> None:
    assert len(CATEGORIES) + sum(category.summer_days is not None for category in CATEGORIES.values()) == 20


@pytest.mark.parametrize(
    ("category", "tenure", "cost", "does"),
    [
        ("leaking-roof", "secure", "250.00", True),
        ("leaking-roof", "introductory", "0", True),
        ("leaking-roof", "secure", "250.01", False),
        ("leaking-roof", "leasehold", "100", False),
        ("leaking-roof", None, "100", False),
        ("leaking-window", "secure", "100", False),
        (None, "secure", "100", False),
    ],
)
def test_small_listed_repairs_of_council_tenants_qualify(
    category: str | None, tenure: str | None, cost: str, does: bool
) -> None:
    assert qualifies(category, tenure, Decimal(cost)) is does


@pytest.mark.parametrize(("days_late", "pounds"), [(0, 0), (1, 12), (2, 14), (19, 48), (20, 50), (400, 50)])
def test_compensation_grows_by_the_day_up_to_fifty_pounds(days_late: int, pounds: int) -> None:
    assert compensation(days_late) == pounds
