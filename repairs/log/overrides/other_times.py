"""Times that are not offered, for staff to choose: before the lead time, of another team, or without room."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings

from appointments.anyway import full_slots
from appointments.choices import label, say_slot
from appointments.diary import Job, Slot
from appointments.diary.chosen import chosen_diary
from appointments.opening import last_day
from repairs.council.deadlines import LONDON
from repairs.council.models import Patch

WITHOUT_ROOM = "+"
"""Ends the value of a choice for which minutes are added."""


@dataclass(frozen=True)
class Free:
    """`missing` are the minutes that are added if it is booked."""

    slot: Slot
    missing: int = 0

    @property
    def value(self) -> str:
        return self.slot.id + (WITHOUT_ROOM if self.missing else "")

    @property
    def label(self) -> str:
        return f"{label(self.slot)}, full: adds {self.missing} minutes" if self.missing else label(self.slot)

    @property
    def said(self) -> str:
        return say_slot(self.slot)


def other_times(job: Job, holder: str, now: datetime, *, most: int, offered_from: date | None) -> list[Free]:
    """By day, then start, from today on. `offered_from` is the first day that is offered anyway; None: none is.

    Raises DiaryDown.
    """
    today = now.astimezone(LONDON).date()
    free = chosen_diary().offer(job, today, last_day(now), now=now, holder=holder)
    found = [Free(slot) for slot in free if offered_from is None or slot.day < offered_from]
    found += [Free(full.slot, full.missing) for full in full_slots(job, today, most, now, holder)]
    return sorted(found, key=lambda one: (one.slot.day, one.slot.starts, one.slot.ends))


def teams_of(own: str) -> list[Patch]:
    """The patches whose team may be booked: that of the home, and the others where the council allows it."""
    patches = Patch.objects.all() if settings.OVERRIDE_OTHER_TEAMS else Patch.objects.filter(code=own)
    return sorted(patches, key=lambda patch: (patch.code != own, patch.name))


def of_team(job: Job, patch: str) -> Job:
    return replace(job, patch=patch)
