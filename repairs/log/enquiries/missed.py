"""The visit of which a resident may say that no one came."""

from dataclasses import dataclass
from datetime import datetime

from repairs.council.deadlines import LONDON
from repairs.log.job_status.state import job_state_of, order_of, somebody_is_there
from repairs.log.models import Appointment, JobState, Repair

SPEAKS_AGAINST_IT = (JobState.NO_ACCESS, JobState.STARTED, JobState.COMPLETED)
ENDED_BY = (JobState.NO_ACCESS, JobState.COMPLETED)


@dataclass(frozen=True)
class MissedVisit:
    visit: Appointment
    told: JobState | None = None
    """What we were told of this visit, where it says otherwise: then a person finds out."""
    told_at: datetime | None = None


def missed_visit(repair: Repair, last: Appointment | None, now: datetime) -> MissedVisit | None:
    """None until its window has ended, and once it was moved or called off."""
    if last is None or repair.cancelled_at or window_end(last) > now:
        return None
    said, at = said_of(repair, last)
    if last.cancelled_at:
        return MissedVisit(last, said, at) if said in ENDED_BY else None
    if said in SPEAKS_AGAINST_IT or somebody_is_there(repair, now):
        return MissedVisit(last, said, at)
    return MissedVisit(last)


def said_of(repair: Repair, visit: Appointment) -> tuple[JobState | None, datetime | None]:
    order, said = order_of(repair), job_state_of(repair)
    at = order.job_state_at if order else None
    if said is None or at is None or at.astimezone(LONDON).date() < visit.day:
        return None, None
    return said, at


def window_end(visit: Appointment) -> datetime:
    return datetime.combine(visit.day, visit.ends, LONDON)
