"""What the slot page offers."""

from datetime import date, datetime

from django.conf import settings

from appointments.days import DaysPage, OfferedDay, first_bookable_day, offered_days
from appointments.diary import Hold, Job, Slot
from appointments.diary.chosen import chosen_diary
from appointments.opening import last_day

__all__ = ["DaysPage", "OfferedDay", "first_day", "hold_slot", "offer_slots", "offered_days"]


def first_day(priority_lead_working_days: int, now: datetime) -> date:
    """The first day we offer for a priority with this lead time."""
    return first_bookable_day(priority_lead_working_days, now, settings.APPOINTMENTS_SAME_DAY_CUTOFF_HOUR)


def offer_slots(job: Job, lead_working_days: int, now: datetime, holder: str | None = None) -> list[Slot]:
    """Everything that can be chosen for a job, from its lead time to the booking horizon.

    Raises DiaryDown.
    """
    return chosen_diary().offer(job, first_day(lead_working_days, now), last_day(now), now=now, holder=holder)


def hold_slot(slot_id: str, job: Job, lead_working_days: int, holder: str, now: datetime) -> Hold:
    """Keep a time that was offered, without asking for all the others once more.

    Raises SlotGone or DiaryDown.
    """
    return chosen_diary().hold(slot_id, job, holder, now, first=first_day(lead_working_days, now))
