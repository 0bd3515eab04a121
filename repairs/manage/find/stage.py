"""Where a repair has got to, in no more words than whoever has its reference and postcode may read.

No name, no contact, no address, not what is broken, and no time at which somebody is expected.
"""

from dataclasses import dataclass
from datetime import datetime

from repairs.log.job_status.state import is_finished, job_state_of
from repairs.log.messages import appointment_of, call_back_of
from repairs.log.models import JobState, Repair

NO_VISIT = (JobState.NO_ACCESS, JobState.DELAYED, JobState.CANCELLED)


@dataclass(frozen=True)
class BareStatus:
    stage: str
    """cancelled, finished, booked, more-to-do, no-visit, call-back or received."""
    aim: datetime | None
    """By when we aim to finish, while there is something to finish."""


def bare_status(repair: Repair) -> BareStatus:
    stage = stage_of(repair)
    ordered = getattr(repair, "works_order", None) is not None
    return BareStatus(stage, repair.due_at if ordered and stage not in {"cancelled", "finished"} else None)


def stage_of(repair: Repair) -> str:
    if repair.cancelled_at:
        return "cancelled"
    if is_finished(repair):
        return "finished"
    if appointment_of(repair):
        return "booked"
    said = job_state_of(repair)
    if said == JobState.FOLLOW_ON:
        return "more-to-do"
    if said in NO_VISIT:
        return "no-visit"
    return "call-back" if call_back_of(repair) else "received"
