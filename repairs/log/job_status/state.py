"""What the HMS last said of a repair's job."""

from datetime import datetime

from repairs.council.deadlines import LONDON
from repairs.log.models import JobState, Repair, WorksOrder

SOMEBODY_IS_THERE = (JobState.ON_THE_WAY, JobState.STARTED)


def order_of(repair: Repair) -> WorksOrder | None:
    order: WorksOrder | None = getattr(repair, "works_order", None)
    return order


def job_state_of(repair: Repair) -> JobState | None:
    order = order_of(repair)
    return JobState(order.job_state) if order and order.job_state else None


def is_finished(repair: Repair) -> bool:
    return job_state_of(repair) == JobState.COMPLETED


def somebody_is_there(repair: Repair, now: datetime) -> bool:
    """Or on the way. On the day after it says nothing any more, for an HMS that does not tell the end of a visit."""
    order = order_of(repair)
    if order is None or order.job_state not in SOMEBODY_IS_THERE or order.job_state_at is None:
        return False
    return order.job_state_at.astimezone(LONDON).date() == now.astimezone(LONDON).date()
