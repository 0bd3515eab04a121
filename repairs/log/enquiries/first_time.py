"""Booking a time for a recall, which has none yet."""

from datetime import datetime

from django.db import transaction

from appointments.diary import Diary, Slot, SlotGone
from appointments.offer import first_day, offer_slots
from repairs.log.changeable import AlreadyCancelled, ChangedMeanwhile, lead_days, lock_repair, refuse_once_under_way
from repairs.log.messages import appointment_of, channel_for, drop_unsent
from repairs.log.models import Appointment, Event, Message, Repair, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order_changes import tell_of_change
from repairs.log.reminders import Visit, reminder_messages
from repairs.log.submit import when
from repairs.log.visit import holder_of, job_of, rings_first


def waits_for_first_time(repair: Repair) -> bool:
    is_open = repair.recall_of_id is not None and not repair.cancel_asked_at
    to_book = is_open and repair.ending == Repair.Ending.BOOK
    return to_book and not Appointment.objects.filter(repair=repair).exists()


def first_times(repair: Repair, now: datetime) -> list[Slot]:
    """Raises DiaryDown."""
    return [] if rings_first(repair) else offer_slots(job_of(repair), lead_days(repair), now, holder=holder_of(repair))


def book_first_time(repair: Repair, slot_id: str, diary: Diary, now: datetime) -> Appointment:
    """The same time again gives the same answer. Raises SlotGone, DiaryDown or one of NotChanged."""
    if rings_first(repair):
        raise SlotGone
    if (booked := appointment_of(repair)) and booked.slot == slot_id:
        return booked
    hold = diary.hold(slot_id, job_of(repair), holder_of(repair), now, first=first_day(lead_days(repair), now))
    try:
        with transaction.atomic():
            repair = lock_repair(repair)
            if repair.cancel_asked_at:
                raise AlreadyCancelled
            if not waits_for_first_time(repair):
                raise ChangedMeanwhile
            refuse_once_under_way(repair, now)
            slot = diary.confirm(hold.id, now)
            booked = Appointment.objects.create(repair=repair, diary_id=hold.id, **when(slot))
            Event.objects.create(repair=repair, kind=Event.Kind.BOOKED, at=now)
            tell_of_change(repair, WorksOrderChange.Kind.MOVED, now)
            write_booked(repair, booked, now)
            transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    except Exception:
        diary.release(hold.id)
        raise
    return booked


def write_booked(repair: Repair, booked: Appointment, now: datetime) -> None:
    drop_unsent(repair, kind=Message.Kind.RECEIVED)
    if channel := channel_for(repair):
        told = Message(repair=repair, kind=Message.Kind.BOOKED, channel=channel, due_at=now, waits_for_order=True)
        visit = Visit(booked.day, booked.starts, booked.version)
        reminders = reminder_messages(repair, visit, channel, now, waits_for_order=True)
        Message.objects.bulk_create([told, *reminders])
