"""Booking or moving the visit of a repair that was reported to a time that is not offered."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from appointments.anyway import hold_anyway
from appointments.diary import Diary, Hold, Job, Slot
from repairs.log.book_visit import book_first, book_once_more
from repairs.log.changeable import ChangedMeanwhile, Finished, lock_repair, refuse_once_under_way
from repairs.log.messages import appointment_of, write_moved
from repairs.log.models import Appointment, CallBack, Event, Override, Repair, WorksOrder, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order_changes import tell_of_change
from repairs.log.overrides.keep import Reasoned, keep_override
from repairs.log.overrides.priority import Refused
from repairs.log.reschedule import in_words, move_to, ring_who_gets_no_messages
from repairs.log.visit import holder_of, rings_first

NO_ORDER = "No works order has been sent for this repair. Somebody must look at it first"
SETTLED_BY_A_TIME = [CallBack.Reason.NO_SLOT, CallBack.Reason.ALERT]
STAFF = "staff"


@dataclass(frozen=True)
class Wanted:
    """`most` are the minutes that may be added where it has no room; None: it must have room."""

    slot: str
    job: Job
    most: int | None = None


def book_other_time(
    repair: Repair, wanted: Wanted, diary: Diary, reasoned: Reasoned, now: datetime, *, seen: int
) -> Appointment:
    """The visit at that time. Asked again, it gives the same answer.

    `seen` is the version of the appointment that was on the page, -1 where there was none.
    Raises SlotGone, DiaryDown, NotBooked or one of NotChanged: then all is as it was.
    """
    if (booked := appointment_of(repair)) and booked.slot == wanted.slot:
        return booked
    hold = None
    if wanted.most is None:
        hold = diary.hold(wanted.slot, wanted.job, holder_of(repair), now)
    try:
        return book_it(repair, wanted, hold, diary, reasoned, now, seen)
    except Exception:
        if hold:
            diary.release(hold.id)
        raise


def book_it(
    repair: Repair, wanted: Wanted, hold: Hold | None, diary: Diary, reasoned: Reasoned, now: datetime, seen: int
) -> Appointment:
    with transaction.atomic():
        repair = lock_repair(repair)
        booked, added = appointment_of(repair), 0
        if booked and booked.slot == wanted.slot:
            if hold:
                diary.release(hold.id)
            return booked
        refuse(repair, booked, now, seen)
        if hold is None:
            frees = [booked.diary_id] if booked else []
            most = wanted.most or 0
            hold, added = hold_anyway(wanted.slot, wanted.job, holder_of(repair), now, most=most, instead_of=frees)
        before, last = in_words(booked) if booked else "", Appointment.objects.filter(repair=repair).first()
        if booked:
            visit = moved(repair, booked, diary.move(booked.diary_id, hold.id, now), hold, now)
        else:
            slot = diary.confirm(hold.id, now)
            visit = book_once_more(repair, last, slot, hold, now) if last else book_first(repair, slot, hold, now)
        keep_time(repair, visit, before, reasoned, added, now, anyway=wanted.most is not None)
        tell_of_change(repair, WorksOrderChange.Kind.MOVED, now)
        CallBack.objects.filter(repair=repair, done_at=None, reason__in=SETTLED_BY_A_TIME).update(done_at=now)
        ring_who_gets_no_messages(repair, visit, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return visit


def refuse(repair: Repair, booked: Appointment | None, now: datetime, seen: int) -> None:
    if repair.cancel_asked_at:
        raise Finished
    refuse_once_under_way(repair, now)
    if (booked.version if booked else -1) != seen:
        raise ChangedMeanwhile
    if not WorksOrder.objects.filter(repair=repair).exists():
        raise Refused(NO_ORDER)


def moved(repair: Repair, visit: Appointment, slot: Slot, hold: Hold, now: datetime) -> Appointment:
    before = in_words(visit)
    move_to(visit, slot, hold.id)
    detail = {"from": before, "to": in_words(visit), "by": STAFF}
    Event.objects.create(repair=repair, kind=Event.Kind.MOVED, at=now, detail=detail)
    write_moved(repair, visit, now)
    return visit


def keep_time(
    repair: Repair, visit: Appointment, before: str, reasoned: Reasoned, added: int, now: datetime, *, anyway: bool
) -> None:
    kind = Override.Kind.ANYWAY if anyway or rings_first(repair) else Override.Kind.TIME
    keep_override(repair, kind, reasoned, now, before=before, after=in_words(visit), extra_minutes=added)
