"""The visit that an update is about, and the end of a visit at which the work was not finished."""

from datetime import datetime

import structlog
from django.db import transaction

from appointments.diary import Diary, DiaryDown
from repairs.council.deadlines import LONDON
from repairs.log.job_status.state import SOMEBODY_IS_THERE
from repairs.log.messages import appointment_of
from repairs.log.models import Appointment, Event, JobState, JobUpdate, Repair, WorksOrderChange

log = structlog.get_logger(__name__)

ENDS_A_VISIT = (JobState.NO_ACCESS, JobState.FOLLOW_ON, JobState.DELAYED, JobState.CANCELLED)


def visit_meant(repair: Repair, update: JobUpdate) -> Appointment | None:
    """The visit that is booked, unless it was booked or moved after this happened, or the HMS does not know it yet."""
    visit = appointment_of(repair)
    if visit is None:
        return None
    moved = Event.objects.filter(repair=repair, kind__in=[Event.Kind.BOOKED, Event.Kind.MOVED])
    later = moved.filter(at__gt=update.happened_at).exists()
    unheard = WorksOrderChange.objects.filter(
        order__repair=repair, kind=WorksOrderChange.Kind.MOVED, state=WorksOrderChange.State.WAITING
    )
    return None if later or unheard.exists() else visit


def version_of(repair: Repair, update: JobUpdate) -> int:
    """Of the visit that is booked or was the last. Where the HMS plans them all, how many came to nothing before."""
    last = Appointment.objects.filter(repair=repair).first()
    if last is not None:
        return last.version
    before = JobUpdate.objects.filter(order=update.order_id, state__in=ENDS_A_VISIT).exclude(pk=update.pk)
    return before.count()


def end_visit(repair: Repair, now: datetime) -> None:
    """Nobody comes (again) at this time. What is said from now on is about another visit."""
    last = Appointment.objects.filter(repair=repair).first()
    if last is not None:
        last.cancelled_at = last.cancelled_at or now
        last.version += 1
        last.save(update_fields=["cancelled_at", "version"])


def give_time_back(visit: Appointment, diary: Diary) -> None:
    """For others to have. What the diary cannot be told now it keeps: a time that nobody uses is no harm to anyone."""
    try:
        with transaction.atomic():
            diary.cancel(visit.diary_id)
    except DiaryDown:
        log.warning("time_not_given_back", repair=visit.repair_id)


def is_over(visit: Appointment, now: datetime) -> bool:
    return visit.day < now.astimezone(LONDON).date()


def has_taken_place(repair: Repair, visit: Appointment, update: JobUpdate) -> bool:
    """Its day has come, or somebody came early: since it was booked or moved, the HMS has said that they are on the way
    or there."""
    if has_begun(visit, update.happened_at):
        return True
    visits = JobUpdate.objects.filter(order=update.order_id, state__in=SOMEBODY_IS_THERE)
    last = visits.order_by("-sequence", "-pk").first()
    return last is not None and visit_meant(repair, last) is not None


def has_begun(visit: Appointment, moment: datetime) -> bool:
    """Whether the day of the visit has come."""
    return visit.day <= moment.astimezone(LONDON).date()
