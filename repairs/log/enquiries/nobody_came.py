"""No one came to a visit: what is kept, who is told, and that another can be booked at once."""

from datetime import datetime

from django.db import transaction

from appointments.diary import Diary
from repairs.log.call_backs import open_call_back
from repairs.log.changeable import NotChanged, lock_repair
from repairs.log.enquiries.ask import ask, tell_hms
from repairs.log.enquiries.missed import MissedVisit, missed_visit
from repairs.log.job_status.tell import drop_what_is_over
from repairs.log.job_status.visits import end_visit, give_time_back
from repairs.log.models import Appointment, CallBack, Enquiry, Event, Repair, WorksOrderChange
from repairs.log.order_changes import tell_of_change
from repairs.log.reschedule import RESIDENT, in_words
from repairs.log.visit import rings_first


class NotMissed(NotChanged):
    """There is no visit of which that can be said."""


def record_nobody_came(repair: Repair, words: str, diary: Diary, now: datetime) -> Enquiry:
    """Once for a visit: then it is over, the repair is back with the planners and another time can be chosen.

    Where we were told otherwise, a person finds out, and nothing else changes. Raises NotMissed.
    """
    with transaction.atomic():
        repair = lock_repair(repair)
        visit = Appointment.objects.filter(repair=repair).first()
        missed = missed_visit(repair, visit, now)
        if missed is None:
            again = Enquiry.objects.filter(repair=repair, kind=Enquiry.Kind.NO_ONE_CAME, answered_at=None).exists()
            if not again:
                raise NotMissed
            return ask(repair, Enquiry.Kind.NO_ONE_CAME, words, now)[0]
        enquiry, is_new = ask(repair, Enquiry.Kind.NO_ONE_CAME, words, now, detail=what_was_known(missed))
        if is_new or missed.told is None:
            note_missed(repair, missed, now)
        if missed.told is None:
            visit_is_over(repair, missed.visit, diary, now)
        elif is_new:
            said = in_words(missed.visit)
            told = missed.told.label.lower()
            tell_hms(repair, f"The resident says that no one came to the visit on {said}. We were told: {told}.", now)
    return enquiry


def what_was_known(missed: MissedVisit) -> dict[str, str]:
    told = {"we were told": missed.told.label} if missed.told else {}
    return {"visit": in_words(missed.visit), **told}


def note_missed(repair: Repair, missed: MissedVisit, now: datetime) -> None:
    detail = {**what_was_known(missed), "by": RESIDENT}
    Event.objects.create(repair=repair, kind=Event.Kind.NOBODY_CAME, at=now, detail=detail)


def visit_is_over(repair: Repair, visit: Appointment, diary: Diary, now: datetime) -> None:
    said = in_words(visit)
    drop_what_is_over(repair)
    give_time_back(visit, diary)
    end_visit(repair, now)
    comments = f"The resident says that no one came to the visit on {said}."
    tell_of_change(repair, WorksOrderChange.Kind.VISIT_CANCELLED, now, comments=comments)
    if rings_first(repair):
        open_call_back(CallBack.Reason.OTHER, repair, now)


def missed_visits(since: datetime, until: datetime) -> int:
    """How many visits residents say that no one came to, for reports."""
    return Event.objects.filter(kind=Event.Kind.NOBODY_CAME, at__gte=since, at__lt=until).count()
