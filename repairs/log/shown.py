"""What a page about a repair shows besides its row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from diagnosis.services import load_tree
from repairs.council.deadlines import LONDON
from repairs.council.details import council_details
from repairs.council.placeholders import words_for
from repairs.log.changeable import what_can_change
from repairs.log.enquiries.shown import ASKED, chase_words
from repairs.log.job_status.shown import UPDATES, shown_job
from repairs.log.job_status.state import order_of
from repairs.log.messages import OPEN_CALL_BACK
from repairs.log.models import Appointment, Repair
from repairs.statements import Gap, Read, Together

VISIT = Read(lambda: Appointment.objects.filter(repair=Gap(Repair, "id", "repair")))
BESIDE = (VISIT, UPDATES, ASKED, OPEN_CALL_BACK)
"""What is read beside a repair for each page about it."""

EACH_PAGE = Together(*BESIDE)


def repair_words(repair: Repair, now: datetime, beside: Sequence[Any] = ()) -> dict[str, Any]:
    """`beside` are the rows of BESIDE, where they were read with others."""
    council = council_details()
    visits, updates, asked, call_backs = beside or EACH_PAGE.all(repair=repair.pk)
    last: Appointment | None = next(iter(visits), None)
    appointment = last if last and last.cancelled_at is None else None
    return {
        "repair": repair,
        "appointment": appointment,
        "job": shown_job(repair, updates, appointment, now),
        "updates": updates,
        "last_visit": last,
        "was_booked": last is not None,
        "change": what_can_change(repair, appointment, now),
        "chase": chase_words(repair, asked, last, now),
        "call_back": next(iter(call_backs), None),
        "ordered": order_of(repair) is not None,
        "chose_later": appointment is not None and appointment.day > repair.due_at.astimezone(LONDON).date(),
        "outcome": load_tree(repair.tree_id).by_key[repair.outcome],
        "say": words_for(council, now),
        "line": council.repairs_line(now),
        "office": council.line("repairs"),
        "council_email": council.email,
    }
