"""Taking what the HMS says of a job: once, in any order, and only for an order of ours."""

from datetime import datetime

import structlog
from django.db import IntegrityError, transaction

from appointments.diary import Diary
from repairs.log.changeable import lock_repair
from repairs.log.hms.job_state import JobState
from repairs.log.job_status.follow import follow
from repairs.log.job_status.reading import NotAnUpdate, code_of, particulars_of, unprintable
from repairs.log.models import Event, JobUpdate, Repair, WorksOrder
from repairs.log.models import JobState as State
from repairs.log.reference import read_reference

log = structlog.get_logger(__name__)


class UnknownOrder(Exception):
    """No order of ours has this number."""


class KeyUsedForAnother(Exception):
    """An update of another order came under the same name."""


def receive_update(update: JobState, came_by: JobUpdate.CameBy, diary: Diary, now: datetime) -> bool:
    """Keeps an update, with what follows where it is the newest of its order. False for one that we have.

    Raises NotAnUpdate, UnknownOrder or KeyUsedForAnother. Then nothing is changed.
    """
    key = update.reference.id
    if unprintable(key):
        raise NotAnUpdate(["Reference.ID"])
    order = order_of(update)
    if order is None:
        raise UnknownOrder
    try:
        with transaction.atomic():
            repair = lock_repair(order.repair)
            if is_known(key, order):
                return False
            order = WorksOrder.objects.select_for_update().get(pk=order.pk)
            keep(update, order, repair, came_by, diary, now)
    except IntegrityError:
        # Another order's update took the name between our look and our insert.
        if JobUpdate.objects.filter(key=key).exclude(order=order).exists():
            raise KeyUsedForAnother from None
        raise
    return True


def order_of(update: JobState) -> WorksOrder | None:
    """By the HMS's number, or by our reference where we have not been told the number yet."""
    orders = WorksOrder.objects.select_related("repair")
    number = update.related_work_order_reference.id
    if unprintable(number):
        return None
    if order := orders.filter(hms_number=number).exclude(hms_number="").order_by("pk").first():
        return order
    ours = [read for given in update.service_request_reference if (read := read_reference(given.id))]
    return orders.filter(repair__reference__in=ours, hms_number="").first()


def is_known(key: str, order: WorksOrder) -> bool:
    known = JobUpdate.objects.filter(key=key).first()
    if known is not None and known.order_id != order.pk:
        raise KeyUsedForAnother
    return known is not None


def keep(
    update: JobState, order: WorksOrder, repair: Repair, came_by: JobUpdate.CameBy, diary: Diary, now: datetime
) -> None:
    happened = update.happened
    kept = JobUpdate.objects.create(
        order=order,
        key=update.reference.id,
        state=State(happened.value) if happened else "",
        code=code_of(update),
        sequence=update.sequence,
        # The clock of an HMS may be wrong: nothing happens before the report, or after now.
        happened_at=min(max(update.event_time, repair.reported_at), now),
        received_at=now,
        came_by=came_by,
        detail=particulars_of(update),
    )
    said = {"state": kept.get_state_display()} if kept.state else {"code": kept.code}
    Event.objects.create(repair=repair, kind=Event.Kind.JOB_UPDATED, at=kept.happened_at, detail=said)
    log.info("job_updated", repair=repair.pk, state=kept.state, came_by=came_by.value)
    if kept.state and newest(order) == kept:
        before = order.job_state
        order.job_state, order.job_state_at = kept.state, kept.happened_at
        order.save(update_fields=["job_state", "job_state_at"])
        follow(repair, kept, State(before) if before else None, diary, now)


def newest(order: WorksOrder) -> JobUpdate | None:
    return order.job_updates.exclude(state="").order_by("-sequence", "-happened_at", "-pk").first()
