"""Moving a visit to another time."""

from datetime import datetime

from django.db import transaction

from appointments.choices import say_slot
from appointments.diary import Diary, Hold, Slot, SlotGone
from appointments.offer import first_day
from repairs.log.call_backs import ring_with_news
from repairs.log.changeable import (
    ChangedMeanwhile,
    TooLate,
    booked_visit,
    lead_days,
    lock_repair,
    refuse_once_under_way,
    too_late,
)
from repairs.log.messages import channel_for, write_moved
from repairs.log.models import Appointment, Event, Repair, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order_changes import tell_of_change
from repairs.log.visit import holder_of, job_of, rings_first

RESIDENT = "the resident"
PLANNER = "a planner"
"""Is not bound by what holds for residents online: until when they may move a visit, and homes where we ring first."""


def take_other_time(
    repair: Repair, slot_id: str, diary: Diary, now: datetime, *, seen: int, by: str = RESIDENT, why: str = ""
) -> Appointment:
    """Holds a time and moves the visit to it. The same time again gives the same answer.

    `seen` is the version of the appointment that was on the page, and `why` is for staff alone. Raises SlotGone,
    DiaryDown, NotBooked or one of NotChanged: then the visit stays as it was.
    """
    booked = booked_visit(repair)
    if slot_id == booked.slot:
        return booked
    if by != PLANNER:
        refuse_online(repair, booked, now)
    first = first_day(lead_days(repair), now)
    try:
        hold = diary.hold(slot_id, job_of(repair), holder_of(repair), now, first=first)
    except SlotGone:
        # The same button selected twice: the first has it.
        booked = booked_visit(Repair.objects.get(pk=repair.pk))
        if slot_id == booked.slot:
            return booked
        raise
    try:
        return reschedule_appointment(repair, hold, diary, now, seen=seen, by=by, why=why)
    except Exception:
        diary.release(hold.id)
        raise


def refuse_online(repair: Repair, booked: Appointment, now: datetime) -> None:
    """Raises TooLate or SlotGone."""
    if too_late(booked, now):
        raise TooLate
    if rings_first(repair):
        raise SlotGone


def reschedule_appointment(
    repair: Repair, hold: Hold, diary: Diary, now: datetime, *, seen: int, by: str = RESIDENT, why: str = ""
) -> Appointment:
    """Moves the visit to the time that is held, with all that follows, or leaves all as it was.

    Raises SlotGone, DiaryDown, NotBooked or one of NotChanged.
    """
    with transaction.atomic():
        repair = lock_repair(repair)
        booked = booked_visit(repair)
        if hold.slot.id == booked.slot:
            diary.release(hold.id)
            return booked
        if booked.version != seen:
            raise ChangedMeanwhile
        refuse_once_under_way(repair, now)
        if by != PLANNER and too_late(booked, now):
            raise TooLate
        slot = diary.move(booked.diary_id, hold.id, now)
        before = in_words(booked)
        move_to(booked, slot, hold.id)
        detail = {"from": before, "to": in_words(booked), "by": by} | ({"why": why} if why else {})
        Event.objects.create(repair=repair, kind=Event.Kind.MOVED, at=now, detail=detail)
        tell_of_change(repair, WorksOrderChange.Kind.MOVED, now)
        write_moved(repair, booked, now)
        if by != RESIDENT:
            ring_who_gets_no_messages(repair, booked, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return booked


def move_to(booked: Appointment, slot: Slot, diary_id: str) -> None:
    booked.diary_id, booked.slot = diary_id, slot.id
    booked.day, booked.window, booked.starts, booked.ends = slot.day, slot.window, slot.starts, slot.ends
    booked.version += 1
    booked.save()


def in_words(booked: Appointment) -> str:
    return say_slot(booked)


def ring_who_gets_no_messages(repair: Repair, booked: Appointment, now: datetime) -> None:
    """Somebody rings to say when we come. In a transaction."""
    if channel_for(repair) is None:
        ring_with_news(repair, f"We come on {in_words(booked)}.", now)
