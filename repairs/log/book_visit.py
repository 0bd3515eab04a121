"""A planner books a visit for a repair that has none: the first, or another for one that came to nothing."""

from datetime import datetime

from django.db import transaction

from appointments.choices import say_slot
from appointments.diary import Diary, Hold, Slot, SlotGone
from appointments.offer import first_day, offer_slots
from repairs.log.book_again import ASK_TO_BOOK_AGAIN
from repairs.log.changeable import (
    AlreadyCancelled,
    ChangedMeanwhile,
    NotChanged,
    lead_days,
    lock_repair,
    refuse_once_under_way,
)
from repairs.log.enquiries.first_time import write_booked
from repairs.log.messages import appointment_of, drop_unsent, write_moved
from repairs.log.models import Appointment, CallBack, Event, Repair, WorksOrder, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order_changes import tell_of_change
from repairs.log.reschedule import PLANNER, in_words, move_to, ring_who_gets_no_messages
from repairs.log.submit import when
from repairs.log.visit import holder_of, job_of

NEVER_BOOKED = -1
"""The version of a visit that there has not been."""


class NoOrder(NotChanged):
    """The HMS has no works order for it: a person must look first."""


def times_for_planner(repair: Repair, now: datetime, planner_id: int) -> list[Slot]:
    """Every time that can be booked, but the one that is. Raises DiaryDown."""
    booked = appointment_of(repair)
    slots = offer_slots(job_of(repair), lead_days(repair), now, holder=holder_for(repair, planner_id))
    return [slot for slot in slots if booked is None or slot.id != booked.slot]


def holder_for(repair: Repair, planner_id: int) -> str:
    """Two planners hold two times, so that the repair itself decides who was first."""
    return f"{holder_of(repair)}:{planner_id}"


def book_visit(repair: Repair, slot_id: str, diary: Diary, now: datetime, *, seen: int, planner_id: int) -> Appointment:
    """Holds a time and books it, with all that follows. The same time again gives the same answer.

    `seen` is the version of the last visit that was on the page. Raises SlotGone, DiaryDown or one of NotChanged:
    then nothing is changed.
    """
    first = first_day(lead_days(repair), now)
    try:
        hold = diary.hold(slot_id, job_of(repair), holder_for(repair, planner_id), now, first=first)
    except SlotGone:
        # The same button selected twice, or somebody else has booked this repair: the first has it.
        booked = appointment_of(repair)
        if booked is None:
            raise
        if booked.slot == slot_id:
            return booked
        raise ChangedMeanwhile from None
    try:
        return book_held_visit(repair, hold, diary, now, seen=seen)
    except Exception:
        diary.release(hold.id)
        raise


def book_held_visit(repair: Repair, hold: Hold, diary: Diary, now: datetime, *, seen: int) -> Appointment:
    with transaction.atomic():
        repair = lock_repair(repair)
        last = Appointment.objects.filter(repair=repair).first()
        if last and last.cancelled_at is None:
            if last.slot != hold.slot.id:
                raise ChangedMeanwhile
            diary.release(hold.id)
            return last
        refuse_to_book(repair, now)
        if seen != (last.version if last else NEVER_BOOKED):
            raise ChangedMeanwhile
        slot = diary.confirm(hold.id, now)
        visit = book_once_more(repair, last, slot, hold, now) if last else book_first(repair, slot, hold, now)
        tell_of_change(repair, WorksOrderChange.Kind.MOVED, now)
        close_no_slot(repair, visit, now)
        ring_who_gets_no_messages(repair, visit, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return visit


def refuse_to_book(repair: Repair, now: datetime) -> None:
    """Raises AlreadyCancelled, Finished, TooLate or NoOrder."""
    if repair.cancel_asked_at or repair.cancelled_at:
        raise AlreadyCancelled
    refuse_once_under_way(repair, now)
    if not WorksOrder.objects.filter(repair=repair).exists():
        raise NoOrder


def book_first(repair: Repair, slot: Slot, hold: Hold, now: datetime) -> Appointment:
    visit = Appointment.objects.create(repair=repair, diary_id=hold.id, **when(slot))
    detail = {"to": in_words(visit), "by": PLANNER}
    Event.objects.create(repair=repair, kind=Event.Kind.BOOKED, at=now, detail=detail)
    write_booked(repair, visit, now)
    return visit


def book_once_more(repair: Repair, visit: Appointment, slot: Slot, hold: Hold, now: datetime) -> Appointment:
    before = in_words(visit)
    visit.cancelled_at = None
    move_to(visit, slot, hold.id)
    detail = {"from": before, "to": in_words(visit), "by": PLANNER}
    Event.objects.create(repair=repair, kind=Event.Kind.MOVED, at=now, detail=detail)
    drop_unsent(repair, kind__in=ASK_TO_BOOK_AGAIN)
    write_moved(repair, visit, now)
    return visit


def close_no_slot(repair: Repair, visit: Appointment, now: datetime) -> None:
    """Whoever waited for a call because no time suited has one now. Other reasons to ring stay."""
    waiting = CallBack.objects.filter(repair=repair, done_at=None, reason=CallBack.Reason.NO_SLOT)
    waiting.filter(note="").update(note=f"A planner booked {say_slot(visit)}.")
    waiting.update(done_at=now, ended_as=CallBack.Ending.SOLVED)
