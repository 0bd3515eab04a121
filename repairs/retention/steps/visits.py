"""Which home a booking at the scheduler was for: nobody needs it once the day is over."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from appointments.scheduler.models import SchedulerBooking
from repairs.retention.steps.old_rows import empty
from repairs.retention.steps.step import Moment, Step

AFTER = timedelta(days=7)


def over(moment: Moment) -> QuerySet[SchedulerBooking]:
    return SchedulerBooking.objects.filter(~Q(home="", work=""), day__lt=(moment.now - AFTER).date())


VISITS = Step(
    "visits",
    "Homes named in bookings at the scheduler",
    lambda moment: over(moment).count(),
    lambda moment: empty(over(moment), home="", work=""),
)
