"""By when a person answers."""

from datetime import UTC, datetime, timedelta

from django.conf import settings

from repairs.council.deadlines import LONDON, end_of_day
from repairs.council.details import council_details
from repairs.council.models import PhoneLine
from repairs.council.working_days import add_working_days, is_working_day
from repairs.log.models import Enquiry

Kind = Enquiry.Kind

MIDDAY = 12

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
    """Hours are real hours, to the hour that was reached before them. Working days run to the end of the last.

    Nobody is told to expect an answer when nobody is there to give one: see `when_somebody_is_there`.
    """
    days = WORKING_DAYS.get(kind)
    if days is not None:
        return end_of_day(add_working_days(asked_at.astimezone(LONDON).date(), days))
    due: datetime = asked_at.astimezone(UTC) + timedelta(hours=settings.ENQUIRY_ANSWER_HOURS)
    return when_somebody_is_there(due.replace(minute=0, second=0, microsecond=0), asked_at)


def when_somebody_is_there(due: datetime, asked_at: datetime) -> datetime:
    """Hours that are over while the office is closed are over at the end of the working day that they have reached:
    in an evening of that day, otherwise of the one before, but of the next after the question at the soonest."""
    if council_details().line(PhoneLine.Key.REPAIRS).is_open(due):
        return due
    local, asked_on = due.astimezone(LONDON), asked_at.astimezone(LONDON).date()
    day = local.date() if local.hour >= MIDDAY else local.date() - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return end_of_day(max(day, add_working_days(asked_on, NEXT_WORKING_DAY)))
