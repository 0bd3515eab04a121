"""Why a repair is among those that need a time, for staff."""

from repairs.log.job_status.state import job_state_of
from repairs.log.models import Appointment, Event, Repair
from repairs.log.planning import BACK_TO_PLANNERS


def why_no_time(repair: Repair, last_of_visits: str | None) -> str:
    """Empty where there is a time. `last_of_visits` is the kind of what happened last to a visit of it."""
    booked: Appointment | None = getattr(repair, "appointment", None)
    if booked is not None and booked.cancelled_at is None:
        return ""
    if last_of_visits == Event.Kind.NOBODY_CAME:
        return "They say that no one came"
    if (said := job_state_of(repair)) in BACK_TO_PLANNERS:
        return f"The HMS says: {said.label.lower()}"
    return "No time yet" if booked is None else "The visit was cancelled, the repair is open"
