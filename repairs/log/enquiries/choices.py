"""What can be asked of a repair, as it stands."""

from datetime import datetime

from repairs.council.deadlines import LONDON
from repairs.log.enquiries.missed import missed_visit
from repairs.log.job_status.state import is_finished, order_of
from repairs.log.job_status.words import TELL_US_WITHIN
from repairs.log.models import Appointment, Enquiry, Repair

Kind = Enquiry.Kind


def what_can_be_asked(repair: Repair, last: Appointment | None, now: datetime) -> tuple[Enquiry.Kind, ...]:
    """In the order in which the page shows it. `last` is the visit that is booked, or was the last."""
    nobody_came = [Kind.NO_ONE_CAME] if missed_visit(repair, last, now) else []
    if repair.cancelled_at:
        return (Kind.COMPLAINT,)
    if is_finished(repair):
        not_fixed = [Kind.NOT_FIXED] if may_say_not_fixed(repair, now) else []
        return (*not_fixed, *nobody_came, Kind.COMPLAINT)
    another = [Kind.OTHER_CONTRACTOR] if right_has_passed(repair, now) else []
    return (*nobody_came, Kind.WORSE, Kind.UPDATE, *another, Kind.COMPLAINT)


def may_say_not_fixed(repair: Repair, now: datetime) -> bool:
    """Within the days that the message of its end names, and once."""
    order = order_of(repair)
    if order is None or order.job_state_at is None or hasattr(repair, "recall"):
        return False
    last_day = order.job_state_at.astimezone(LONDON).date() + TELL_US_WITHIN
    return now.astimezone(LONDON).date() <= last_day


def right_has_passed(repair: Repair, now: datetime) -> bool:
    """The Right to Repair applies, and its day is over."""
    if repair.rtr_due is None or order_of(repair) is None or repair.cancel_asked_at:
        return False
    return now.astimezone(LONDON).date() > repair.rtr_due
