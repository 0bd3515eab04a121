from datetime import date, datetime

import pytest

from diagnosis.awaabs_law import investigate_by, make_safe_by
from repairs.council.deadlines import LONDON


@pytest.mark.parametrize(
    ("hazards", "reported", "by"),
    [
        ([], "2026-12-01", None),
        (["damp-mould"], "2025-10-26", None),
        (["damp-mould"], "2026-03-02", "2026-03-16"),
        (["damp-mould"], "2026-04-01", "2026-04-17"),
        (["damp-mould"], "2026-04-04", "2026-04-20"),
        (["damp-mould"], "2026-12-18", "2027-01-06"),
        (["damp-mould"], "2026-12-24", "2027-01-12"),
        (["electrical"], "2026-11-29", None),
        (["electrical"], "2026-11-30", "2026-12-14"),
        (["electrical", "damp-mould"], "2026-11-13", "2026-11-27"),
        (["something-new"], "2026-12-01", None),
    ],
)
def test_a_hazard_is_looked_into_within_ten_working_days(hazards: list[str], reported: str, by: str | None) -> None:
    assert investigate_by(hazards, date.fromisoformat(reported)) == (by and date.fromisoformat(by))


@pytest.mark.parametrize(
    ("reported", "by"),
    [("2026-03-28 12:00", "2026-03-29 13:00"), ("2026-10-24 12:00", "2026-10-25 11:00")],
)
def test_an_emergency_is_safe_within_24_real_hours_when_the_clocks_change(reported: str, by: str) -> None:
    at = datetime.fromisoformat(reported).replace(tzinfo=LONDON).astimezone(tz=None)
    safe = make_safe_by(["electrical"], at)
    assert safe is not None
    assert safe.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") == by


def test_what_is_no_hazard_has_no_clock() -> None:
    assert make_safe_by([], datetime(2026, 3, 2, 12, tzinfo=LONDON)) is None
