"""What a list says of a repair besides its row."""

from typing import Any

from repairs.log.job_status.state import job_state_of
from repairs.log.models import Appointment, CallBack, Repair
from repairs.report.steps.times import TIMES

IN_WORDS = dict(TIMES)


def say_wishes(repair: Repair) -> str:
    """When they could be in. Empty where they have not said."""
    return ", ".join(IN_WORDS.get(wish, wish) for wish in repair.preferred_times)


def words_of(repair: Repair) -> dict[str, Any]:
    """Of a repair that was read with its visit, order and call back: no statement more."""
    visit: Appointment | None = getattr(repair, "appointment", None)
    call_back: CallBack | None = getattr(repair, "call_back", None)
    state = job_state_of(repair)
    return {
        "repair": repair,
        "visit": visit if visit and visit.cancelled_at is None else None,
        "job": state.label if state else "",
        "call_back": call_back.get_reason_display() if call_back and call_back.done_at is None else "",
        "wishes": say_wishes(repair),
    }
