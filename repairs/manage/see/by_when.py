"""By when something is to be done: what we aim at, and what the law sets."""

from dataclasses import dataclass
from datetime import date, datetime

from diagnosis.awaabs_law import make_safe_by
from repairs.council.deadlines import LONDON
from repairs.log.job_status.state import is_finished, order_of
from repairs.log.models import Appointment, JobState, JobUpdate, Repair

SOMEBODY_CAME = (JobState.STARTED, JobState.FOLLOW_ON, JobState.NO_ACCESS)

HAZARDS = {
    "damp-mould": "damp or mould",
    "electrical": "a danger from electrics",
    "excess-cold": "a home that is too cold",
    "domestic-hygiene": "dirty water, dirt or pests",
    "structural-collapse": "something that may fall",
}


@dataclass(frozen=True)
class ByWhen:
    """A date or moment is None where nothing is promised. What is `late` has passed without it."""

    come: datetime | None = None
    come_late: bool = False
    finish: datetime | None = None
    finish_late: bool = False
    hazard: str = ""
    safe: datetime | None = None
    look: date | None = None
    look_late: bool = False
    contractor: date | None = None
    """The last day of the Right to Repair."""
    contractor_late: bool = False


def by_when(repair: Repair, booked: Appointment | None, updates: list[JobUpdate], now: datetime) -> ByWhen:
    """Nothing for what is finished or cancelled."""
    if repair.cancelled_at or is_finished(repair):
        return ByWhen()
    ordered, today = order_of(repair) is not None, now.astimezone(LONDON).date()
    came = any(update.state in SOMEBODY_CAME for update in updates)
    waits_by_choice = booked is not None and booked.day >= today and booked.day > london_day(repair.due_at)
    emergency = repair.priority.is_emergency
    return ByWhen(
        come=repair.attend_by,
        come_late=repair.attend_by is not None and not came and repair.attend_by < now,
        finish=repair.due_at if ordered else None,
        finish_late=ordered and repair.due_at < now and not waits_by_choice,
        hazard=HAZARDS.get(repair.hazards[0], "") if repair.hazards else "",
        safe=make_safe_by(repair.hazards, repair.worse_at or repair.reported_at) if emergency else None,
        look=repair.investigate_by,
        look_late=repair.investigate_by is not None and repair.investigate_by < today,
        contractor=repair.rtr_due if ordered else None,
        contractor_late=ordered and repair.rtr_due is not None and repair.rtr_due < today,
    )


def london_day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
