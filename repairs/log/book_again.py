"""Choosing another time after a visit came to nothing: nobody got in, or we could not come."""

from datetime import datetime

from django.db import transaction

from appointments.diary import Diary, Hold, SlotGone
from appointments.offer import first_day
from repairs.log.changeable import ChangedMeanwhile, NoVisit, lead_days, lock_repair, visit_to_book_again
from repairs.log.messages import appointment_of, drop_unsent, write_moved
from repairs.log.models import Appointment, Event, Message, Repair, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order_changes import tell_of_change
from repairs.log.reschedule import RESIDENT, in_words, move_to
from repairs.log.visit import holder_of, job_of, rings_first

ASK_TO_BOOK_AGAIN = [Message.Kind.NO_ACCESS, Message.Kind.MOVED_BY_US]


def book_again(
    repair: Repair, slot_id: str, diary: Diary, now: datetime, *, seen: int, by: str = RESIDENT
) -> Appointment:
    """Books another time in place of the visit that came to nothing. The same time again gives the same answer.

    `seen` is the version of the appointment that was on the page. Raises SlotGone, DiaryDown, or one of NotChanged:
    then nothing is changed.
    """
    if rings_first(repair):
        raise SlotGone
    first = first_day(lead_days(repair), now)
    try:
        hold = diary.hold(slot_id, job_of(repair), holder_of(repair), now, first=first)
    except SlotGone:
        # The same button selected twice: the first has it.
        if (booked := appointment_of(repair)) and booked.slot == slot_id:
            return booked
        raise
    try:
        return book_held(repair, hold, diary, now, seen=seen, by=by)
    except Exception:
        diary.release(hold.id)
        raise


def book_held(repair: Repair, hold: Hold, diary: Diary, now: datetime, *, seen: int, by: str) -> Appointment:
    with transaction.atomic():
        repair = lock_repair(repair)
        if (booked := appointment_of(repair)) and booked.slot == hold.slot.id:
            diary.release(hold.id)
            return booked
        visit = visit_to_book_again(repair)
        if visit is None:
            raise ChangedMeanwhile if booked else NoVisit
        if visit.version != seen:
            raise ChangedMeanwhile
        before, slot = in_words(visit), diary.confirm(hold.id, now)
        visit.cancelled_at = None
        move_to(visit, slot, hold.id)
        detail = {"from": before, "to": in_words(visit), "by": by}
        Event.objects.create(repair=repair, kind=Event.Kind.MOVED, at=now, detail=detail)
        tell_of_change(repair, WorksOrderChange.Kind.MOVED, now)
        drop_unsent(repair, kind__in=ASK_TO_BOOK_AGAIN)
        write_moved(repair, visit, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return visit
