"""Who has a call back. At most one of the staff, whoever presses first."""

from datetime import datetime

from repairs.log.calling_back.acting import Did, NotDone, change, who_acts
from repairs.log.models import CallBack


def take(call_back: CallBack, now: datetime) -> None:
    """Raises NotDone where somebody else was first. Taking what one has already changes nothing."""
    me = who_acts()
    try:
        change(call_back, now, Did.TOOK, if_now={"taken_by": None}, taken_by=me, taken_at=now)
    except NotDone:
        if call_back.done_at or call_back.taken_by_id != me:
            raise


def give_back(call_back: CallBack, now: datetime) -> None:
    """Raises NotDone where it is somebody else's. Giving back what nobody has changes nothing."""
    try:
        change(call_back, now, Did.GAVE_BACK, if_now={"taken_by": who_acts()}, taken_by=None, taken_at=None)
    except NotDone:
        if call_back.done_at or call_back.taken_by_id:
            raise


def take_over(call_back: CallBack, holder_id: int | None, now: datetime) -> None:
    """From whoever had it when the page was shown. Raises NotDone where a third has taken it meanwhile."""
    me = who_acts()
    try:
        change(call_back, now, Did.TOOK_OVER, if_now={"taken_by": holder_id}, taken_by=me, taken_at=now)
    except NotDone:
        if call_back.done_at or call_back.taken_by_id != me:
            raise
