"""What a resident's own page shows of what they asked, and of what they can ask."""

from dataclasses import dataclass
from datetime import datetime

from repairs.log.enquiries.choices import what_can_be_asked
from repairs.log.enquiries.right_to_repair import SecondPeriod, second_period_of
from repairs.log.job_status.state import is_finished
from repairs.log.models import Appointment, Enquiry, Repair


@dataclass(frozen=True)
class Chase:
    can_ask: tuple[Enquiry.Kind, ...]
    asked: tuple[Enquiry, ...]
    """The newest first."""
    recall: Repair | None
    second: SecondPeriod | None
    finished: bool


def chase_words(repair: Repair, last: Appointment | None, now: datetime) -> Chase:
    return Chase(
        can_ask=what_can_be_asked(repair, last, now),
        asked=tuple(Enquiry.objects.filter(repair=repair).order_by("-asked_at", "-pk")),
        recall=Repair.objects.filter(recall_of=repair).first(),
        second=second_period_of(repair, now) if repair.rtr_due else None,
        finished=is_finished(repair),
    )
