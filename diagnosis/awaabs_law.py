"""Awaab's Law: how soon a social landlord in England must look into a hazard.

Section 10A of the Landlord and Tenant Act 1985; the Hazards in Social Housing (Prescribed Requirements) (England)
Regulations 2025, S.I. 2025/1042.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from repairs.council.working_days import add_working_days

INVESTIGATE_WORKING_DAYS = 10
MAKE_SAFE = timedelta(hours=24)

SINCE = {
    "damp-mould": date(2025, 10, 27),
    "domestic-hygiene": date(2026, 11, 30),
    "electrical": date(2026, 11, 30),
    "excess-cold": date(2026, 11, 30),
    "structural-collapse": date(2026, 11, 30),
}
"""From when a significant hazard is covered. An emergency hazard of any kind is covered since the first day."""

EMERGENCIES_SINCE = min(SINCE.values())


def investigate_by(hazards: Iterable[str], reported_on: date) -> date | None:
    """The last day to look into a significant hazard. The day of the report is day zero."""
    covered = any(SINCE.get(hazard, date.max) <= reported_on for hazard in hazards)
    return add_working_days(reported_on, INVESTIGATE_WORKING_DAYS) if covered else None


def make_safe_by(hazards: Iterable[str], reported_at: datetime) -> datetime | None:
    """When an emergency hazard must be safe: real hours, through nights, weekends and clock changes."""
    return reported_at + MAKE_SAFE if any(hazards) and reported_at.date() >= EMERGENCIES_SINCE else None
