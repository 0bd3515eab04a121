"""What a resident's own page shows of what they asked, and of what they can ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from repairs.log.enquiries.choices import what_can_be_asked
from repairs.log.enquiries.right_to_repair import SecondPeriod, second_period_of
from repairs.log.job_status.state import is_finished
from repairs.log.models import Appointment, Enquiry, Repair
from repairs.statements import Gap, Read


@dataclass(frozen=True)
class Chase:
    can_ask: tuple[Enquiry.Kind, ...]
    asked: tuple[Enquiry, ...]
    """The newest first."""
    recall: Repair | None
    second: SecondPeriod | None
    finished: bool


ASKED = Read(lambda: Enquiry.objects.filter(repair=Gap(Repair, "id", "repair")).order_by("-asked_at", "-pk"))


def chase_words(repair: Repair, asked: Sequence[Enquiry], last: Appointment | None, now: datetime) -> Chase:
    """`asked` is the newest first."""
    finished = is_finished(repair)
    contractors = [one for one in asked if one.kind == Enquiry.Kind.OTHER_CONTRACTOR]
    return Chase(
        can_ask=what_can_be_asked(repair, last, now),
        asked=tuple(asked),
        recall=getattr(repair, "recall", None) if finished else None,
        second=second_period_of(repair, contractors[-1], now) if contractors else None,
        finished=finished,
    )
