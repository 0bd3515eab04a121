"""Repairs for which a planner must find a time."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate

from appointments.diary import DiaryDown, Slot
from appointments.offer import offer_slots
from repairs.council.deadlines import LONDON
from repairs.log.models import Enquiry, JobState, Repair
from repairs.log.visit import holder_of, job_of

WITHOUT_A_TIME = Q(appointment=None) | Q(appointment__cancelled_at__isnull=False)
AFTER_TARGET = Q(appointment__day__gt=F("due_day"))
TO_BOOK = Q(ending=Repair.Ending.BOOK)
WAITED_IN_VAIN = Q(
    Exists(Enquiry.objects.filter(repair=OuterRef("pk"), kind=Enquiry.Kind.NO_ONE_CAME, answered_at=None))
)

# What the HMS says of a job: that somebody else has planned it, or that the last visit was not the end of it.
PLANNED_IN_THE_HMS = [JobState.SCHEDULED, JobState.ASSIGNED, JobState.ON_THE_WAY, JobState.STARTED]
BACK_TO_PLANNERS = [JobState.NO_ACCESS, JobState.FOLLOW_ON, JobState.DELAYED, JobState.CANCELLED]


def visits_to_plan(now: datetime) -> QuerySet[Repair]:
    """Open repairs for which nobody comes, or later than their target. Due soonest first.

    An emergency is only among them once a visit to it has come to nothing: until then it is on other lists.
    """
    to_come = Q(appointment__day__gte=now.astimezone(LONDON).date())
    nobody_comes = WITHOUT_A_TIME & (
        TO_BOOK & ~Q(job__in=PLANNED_IN_THE_HMS) | Q(job__in=BACK_TO_PLANNERS) | WAITED_IN_VAIN
    )
    return (
        Repair.objects.filter(cancelled_at=None)
        .annotate(due_day=TruncDate("due_at", tzinfo=LONDON), job=Coalesce("works_order__job_state", Value("")))
        .exclude(job=JobState.COMPLETED)
        .filter(nobody_comes | (TO_BOOK & AFTER_TARGET & to_come))
        .order_by("due_at", "pk")
    )


def soonest_free(repair: Repair, now: datetime) -> Slot | None:
    """The first time for this visit that is free now, if it is sooner than the one it has.

    None where there is none, or the diary does not answer.
    """
    try:
        slots = offer_slots(job_of(repair), repair.priority.lead_working_days, now, holder=holder_of(repair))
    except DiaryDown:
        return None
    booked = getattr(repair, "appointment", None)
    if booked is not None and booked.cancelled_at is None:
        slots = [slot for slot in slots if (slot.day, slot.starts) < (booked.day, booked.starts)]
    return slots[0] if slots else None
