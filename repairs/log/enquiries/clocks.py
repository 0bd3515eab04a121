"""By when a person answers."""

from datetime import UTC, datetime, timedelta

from django.conf import settings

from repairs.council.deadlines import LONDON, end_of_day
from repairs.council.working_days import add_working_days
from repairs.log.models import Enquiry

Kind = Enquiry.Kind

NEXT_WORKING_DAY = 1
COMPLAINT_WORKING_DAYS = 10
"""Stage 1 of the Complaint Handling Code, from the acknowledgement, which goes at once."""

WORKING_DAYS = {
    Kind.NO_ONE_CAME: NEXT_WORKING_DAY,
    Kind.WORSE: NEXT_WORKING_DAY,
    Kind.OTHER_CONTRACTOR: NEXT_WORKING_DAY,
    Kind.COMPLAINT: COMPLAINT_WORKING_DAYS,
}


def answer_due(kind: Enquiry.Kind, asked_at: datetime) -> datetime:
    """Hours are real hours, to the hour that was reached before them. Working days run to the end of the last."""
    days = WORKING_DAYS.get(kind)
    if days is not None:
        return end_of_day(add_working_days(asked_at.astimezone(LONDON).date(), days))
    due: datetime = asked_at.astimezone(UTC) + timedelta(hours=settings.ENQUIRY_ANSWER_HOURS)
    return due.replace(minute=0, second=0, microsecond=0)
