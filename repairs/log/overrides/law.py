"""What the law and the rules for emergencies leave to nobody's judgement."""

from datetime import date, datetime

from repairs.council.dates import say_date
from repairs.council.deadlines import due_at, end_of_day
from repairs.council.models import Priority


def why_not(
    wanted: Priority,
    now_is: Priority,
    reported_at: datetime,
    rtr_due: date | None,
    investigate_by: date | None,
    *,
    by_mistake: bool = False,
) -> str:
    """Why it may not be made that much less urgent, for whoever asks. Empty where it may.

    Each date is one that the law sets for this repair. `by_mistake`: it is an emergency by a mistake of staff alone.
    """
    if wanted.rank <= now_is.rank:
        return ""
    if now_is.is_emergency and not by_mistake:
        return f"This is an emergency ({now_is}). An emergency cannot be made less urgent"
    ends = due_at(wanted, reported_at)
    if rtr_due and ends > end_of_day(rtr_due):
        return f"The Right to Repair gives us until {say_date(rtr_due)}. {wanted} would end after that"
    if investigate_by and ends > end_of_day(investigate_by):
        return f"Awaab's Law gives us until {say_date(investigate_by)} to look at it. {wanted} would end after that"
    return ""
