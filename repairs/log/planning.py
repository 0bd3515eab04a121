"""Repairs for which a planner must find a time."""

from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

from appointments.diary import DiaryDown, Slot
from appointments.offer import offer_slots
from repairs.council.deadlines import LONDON
from repairs.log.models import Repair
from repairs.log.visit import holder_of, job_of

WITHOUT_A_TIME = Q(appointment=None) | Q(appointment__cancelled_at__isnull=False)
AFTER_TARGET = Q(appointment__day__gt=F("due_day"))


def visits_to_plan(now: datetime) -> QuerySet[Repair]:
    """Bookable repairs that have no time, or one that is after their target and still to come. Due soonest first."""
    open_repairs = Repair.objects.filter(ending=Repair.Ending.BOOK, cancelled_at=None)
    to_come = Q(appointment__day__gte=now.astimezone(LONDON).date())
    return (
        open_repairs.annotate(due_day=TruncDate("due_at", tzinfo=LONDON))
        .filter(WITHOUT_A_TIME | (AFTER_TARGET & to_come))
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
