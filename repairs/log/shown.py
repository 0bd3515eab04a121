"""What a page about a repair shows besides its row."""

from datetime import datetime
from typing import Any

from diagnosis.services import load_tree
from repairs.council.deadlines import LONDON
from repairs.council.details import council_details
from repairs.council.placeholders import words_for
from repairs.log.changeable import what_can_change
from repairs.log.enquiries.shown import chase_words
from repairs.log.job_status.shown import shown_job, updates_of
from repairs.log.job_status.state import order_of
from repairs.log.messages import call_back_of
from repairs.log.models import Appointment, Repair


def repair_words(repair: Repair, now: datetime) -> dict[str, Any]:
    council = council_details()
    last = Appointment.objects.filter(repair=repair).first()
    updates = updates_of(repair)
    appointment = last if last and last.cancelled_at is None else None
    return {
        "repair": repair,
        "appointment": appointment,
        "job": shown_job(repair, updates, appointment, now),
        "updates": updates,
        "last_visit": last,
        "was_booked": last is not None,
        "change": what_can_change(repair, appointment, now),
        "chase": chase_words(repair, last, now),
        "call_back": call_back_of(repair),
        "ordered": order_of(repair) is not None,
        "chose_later": appointment is not None and appointment.day > repair.due_at.astimezone(LONDON).date(),
        "outcome": load_tree(repair.tree_id).by_key[repair.outcome],
        "say": words_for(council, now),
        "line": council.repairs_line(now),
        "office": council.line("repairs"),
        "council_email": council.email,
    }
