"""Which repairs are over, since when, and have nothing left open."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from repairs.log.models import (
    Appointment,
    CallBack,
    Enquiry,
    JobState,
    LegalHold,
    Message,
    Repair,
    WorksOrder,
    WorksOrderChange,
)
from repairs.log.models.outbox_row import UNDELIVERED

SILENCE = timedelta(days=365)
"""An HMS may never say that a job is finished. After so long without a word it is taken to be over."""

OF_REPAIR = {"repair": OuterRef("pk")}


def closed_before(moment: datetime) -> Q:
    order = WorksOrder.objects.filter(**OF_REPAIR)
    finished = Exists(order.filter(job_state=JobState.COMPLETED, job_state_at__lt=moment))
    rung = ~Exists(order) & Exists(CallBack.objects.filter(**OF_REPAIR, done_at__lt=moment))
    settled = Q(hazards=[]) & (rung | silent_since(moment - SILENCE))
    return Q(cancelled_at__lt=moment) | Q(finished) | settled


def silent_since(moment: datetime) -> Q:
    heard = WorksOrder.objects.filter(**OF_REPAIR, job_state_at__gte=moment)
    visit = Appointment.objects.filter(**OF_REPAIR, cancelled_at=None, day__gte=moment.date())
    return Q(reported_at__lt=moment, due_at__lt=moment) & ~Exists(heard) & ~Exists(visit)


def nothing_open() -> Q:
    """What somebody still has to do, and what has not been delivered, is never forgotten."""
    return (
        ~Exists(LegalHold.objects.filter(**OF_REPAIR, ended_at=None))
        & ~Exists(Enquiry.objects.filter(**OF_REPAIR, answered_at=None))
        & ~Exists(CallBack.objects.filter(**OF_REPAIR, done_at=None))
        & ~Exists(WorksOrder.objects.filter(UNDELIVERED, **OF_REPAIR))
        & ~Exists(WorksOrderChange.objects.filter(UNDELIVERED, order__repair=OuterRef("pk")))
        & ~Exists(Message.objects.filter(UNDELIVERED, **OF_REPAIR))
    )


def with_details_to_forget(moment: datetime) -> QuerySet[Repair]:
    """Hazards are looked into with all that was known of them, so theirs go with the record."""
    kept = Repair.objects.filter(details_forgotten_at=None, reported_at__lt=moment, hazards=[])
    return kept.filter(closed_before(moment), nothing_open())


def with_record_to_forget(moment: datetime) -> QuerySet[Repair]:
    kept = Repair.objects.filter(forgotten_at=None, reported_at__lt=moment)
    return kept.filter(closed_before(moment), nothing_open())
