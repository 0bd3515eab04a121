"""All that staff see of a repair on one page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from repairs.contact_centre.access import MAY_ASSIST
from repairs.contact_centre.helped.verified import verified_for
from repairs.contact_centre.home_facts import facts_of_home
from repairs.log.history import name_of, what_happened, who_helped
from repairs.log.models import Assistance, Event, Repair, StaffNote
from repairs.manage.find.stage import stage_of
from repairs.manage.see.page import page_words

MAY_SEE, MAY_SEE_HOMES, MAY_WRITE = "log.view_repair", "homes.view_home", "log.write_staffnote"

STAGES = {
    "cancelled": "Cancelled",
    "finished": "Finished",
    "booked": "Visit booked",
    "more-to-do": "More to do: a planner finds the time",
    "no-visit": "Somebody came or was to come, and the work is not done",
    "call-back": "Waits for a call back",
    "received": "Received, no visit yet",
}


@dataclass(frozen=True)
class Line:
    """Of the history."""

    at: datetime
    what: str
    who: str


@dataclass(frozen=True)
class Note:
    at: datetime
    words: str
    who: str


def staff_words(request: HttpRequest, repair: Repair, now: datetime) -> dict[str, Any]:
    may = request.user.has_perm
    record = facts_of_home(repair.home_id, now) if repair.home_id and may(MAY_SEE_HOMES) else None
    return page_words(repair, now) | {
        "stage": STAGES[stage_of(repair)],
        "assistance": Assistance.objects.select_related("staff").filter(repair=repair).first(),
        "history": history_of(repair),
        "notes": notes_of(repair),
        "may_help": may(MAY_ASSIST),
        "may_write": may(MAY_WRITE),
        "record": record,
        "verified": verified_for(request, repair, now) if may(MAY_ASSIST) else None,
        "not_verified_at": last_not_verified(repair),
    }


def history_of(repair: Repair) -> list[Line]:
    """The newest first."""
    events = repair.events.select_related("staff").order_by("-at", "-pk")
    return [Line(event.at, what_happened(event), who_helped(event)) for event in events]


def notes_of(repair: Repair) -> list[Note]:
    """The newest first."""
    notes = StaffNote.objects.filter(repair=repair).select_related("staff")
    return [Note(note.at, note.words, name_of(note.staff)) for note in notes]


def last_not_verified(repair: Repair) -> datetime | None:
    """When somebody last asked about it who was not verified, unless a caller was since."""
    kinds = [Event.Kind.CALLER_VERIFIED, Event.Kind.CALLER_NOT_VERIFIED]
    last = repair.events.filter(kind__in=kinds).order_by("-at", "-pk").first()
    return last.at if last and last.kind == Event.Kind.CALLER_NOT_VERIFIED else None
