"""What planners do to our visits in the council's scheduler, and what follows for residents."""

from datetime import datetime

from django.db import transaction

from appointments.opening import is_open_at
from appointments.scheduler import Scheduler
from appointments.scheduler.lookup import Found, accept, look_up_bookings
from repairs.log.call_backs import open_call_back
from repairs.log.changeable import lock_repair
from repairs.log.job_status.state import is_finished
from repairs.log.job_status.tell import drop_what_is_over, tell
from repairs.log.job_status.visits import end_visit
from repairs.log.messages import channel_for, write_moved
from repairs.log.models import Appointment, CallBack, Event, Message, Repair, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order_changes import tell_of_change
from repairs.log.reschedule import in_words, move_to
from repairs.log.visit import rings_first

PLANNER = "a planner, in the scheduler"


def follow_planners(scheduler: Scheduler, now: datetime) -> int:
    """Looks up what is booked there, and says how many visits had been moved or cancelled."""
    return sum(follow(found, now) for found in look_up_bookings(scheduler, now))


def follow(found: Found, now: datetime) -> bool:
    """All that follows from one change, once. Nothing follows once the visit has begun, or moves into the past."""
    with transaction.atomic():
        # The repair first, as everybody does who changes a visit.
        booked = Appointment.objects.filter(diary_id=found.booking, cancelled_at=None).first()
        repair = lock_repair(Repair(pk=booked.repair_id)) if booked else None
        if repair is None or is_finished(repair):
            return False
        visit = Appointment.objects.filter(diary_id=found.booking, cancelled_at=None).first()
        if visit is None or not is_open_at(visit.day, visit.starts, now):
            return False
        if found.slot and not is_open_at(found.slot.day, found.slot.starts, now):
            return False
        if not accept(found, now):
            return False
        if found.slot is None:
            taken_away(repair, visit, now)
        else:
            before = in_words(visit)
            move_to(visit, found.slot, visit.diary_id)
            note(repair, Event.Kind.MOVED, now, {"from": before, "to": in_words(visit)})
            tell_of_change(repair, WorksOrderChange.Kind.MOVED, now)
            write_moved(repair, visit, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return True


def taken_away(repair: Repair, visit: Appointment, now: datetime) -> None:
    """The repair stays open, and is back on the planners' list. Whoever cannot choose a time online is rung."""
    drop_what_is_over(repair)
    rung = rings_first(repair) or channel_for(repair) is None
    if not rung:
        tell(repair, Message.Kind.MOVED_BY_US, visit.version, now)
    note(repair, Event.Kind.VISIT_GONE, now, {"visit": in_words(visit)})
    end_visit(repair, now)
    tell_of_change(repair, WorksOrderChange.Kind.VISIT_CANCELLED, now, comments=f"Cancelled by {PLANNER}.")
    if rung:
        open_call_back(CallBack.Reason.OTHER, repair, now)


def note(repair: Repair, kind: Event.Kind, now: datetime, detail: dict[str, str]) -> None:
    Event.objects.create(repair=repair, kind=kind, at=now, detail={**detail, "by": PLANNER})
