"""What of a repair can still be changed online, and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from appointments.cutoff import change_until, is_too_late
from repairs.log.job_status.state import is_finished, job_state_of, somebody_is_there
from repairs.log.messages import appointment_of
from repairs.log.models import Appointment, Event, JobState, Repair

ABOUT_VISITS = (Event.Kind.BOOKED, Event.Kind.MOVED, Event.Kind.VISIT_GONE, Event.Kind.NOBODY_CAME)
CAME_TO_NOTHING = (JobState.NO_ACCESS, JobState.DELAYED, JobState.CANCELLED)


class NotChanged(Exception):
    """Nothing was changed, and why."""


class AlreadyCancelled(NotChanged):
    """Somebody has asked to cancel the repair."""


class NoVisit(NotChanged):
    """Nobody is booked to come."""


class TooLate(NotChanged):
    """The visit is too near to be changed online."""


class Finished(NotChanged):
    """The HMS says that the job is done."""


class ChangedMeanwhile(NotChanged):
    """The visit was moved since the page was shown."""


@dataclass(frozen=True)
class Changeable:
    """`until` is the moment from which it is too late, where there is a visit."""

    can_move: bool
    can_cancel: bool
    until: datetime | None = None
    can_book_again: bool = False


def what_can_change(repair: Repair, booked: Appointment | None, now: datetime) -> Changeable:
    if repair.cancel_asked_at or is_finished(repair) or somebody_is_there(repair, now):
        return Changeable(can_move=False, can_cancel=False)
    if booked is None:
        again = visit_to_book_again(repair) is not None
        return Changeable(can_move=False, can_cancel=True, can_book_again=again)
    in_time = not too_late(booked, now)
    return Changeable(in_time, in_time, change_until(booked.day, settings.APPOINTMENTS_CHANGE_CUTOFF_HOUR))


def too_late(booked: Appointment, now: datetime) -> bool:
    return is_too_late(booked.day, settings.APPOINTMENTS_CHANGE_CUTOFF_HOUR, now)


def visit_to_book_again(repair: Repair) -> Appointment | None:
    """The last visit, where it came to nothing and the resident can choose when we come instead.

    Where there is more work to do than was thought, a planner finds the time.
    """
    if repair.cancel_asked_at or repair.ending != Repair.Ending.BOOK:
        return None
    if job_state_of(repair) not in CAME_TO_NOTHING and not was_taken_away(repair):
        return None
    return Appointment.objects.filter(repair=repair, cancelled_at__isnull=False).first()


def was_taken_away(repair: Repair) -> bool:
    """Whether a planner has cancelled the last visit in the council's scheduler, or no one came to it."""
    return last_of_visits(repair) in (Event.Kind.VISIT_GONE, Event.Kind.NOBODY_CAME)


def last_of_visits(repair: Repair) -> str | None:
    """The kind of what happened last to a visit of ours."""
    last = Event.objects.filter(repair=repair, kind__in=ABOUT_VISITS).order_by("at", "pk").last()
    return last.kind if last else None


def lead_days(repair: Repair) -> int:
    """Whoever waited in vain is not made to wait for the usual days before a visit."""
    in_vain = repair.recall_of_id is not None or last_of_visits(repair) == Event.Kind.NOBODY_CAME
    return 0 if in_vain else repair.priority.lead_working_days


def refuse_once_under_way(repair: Repair, now: datetime) -> None:
    """Raises Finished, or TooLate while somebody is on the way or at work."""
    if is_finished(repair):
        raise Finished
    if somebody_is_there(repair, now):
        raise TooLate


def lock_repair(repair: Repair) -> Repair:
    """The repair as nobody else can change it until the transaction ends.

    Others can go on writing rows that point to it: whoever delivers a message holds that row, and notes an event. Its
    priority is not joined: PostgreSQL would find no row where the one before has just changed that.
    """
    return Repair.objects.select_for_update(no_key=True).get(pk=repair.pk)


def booked_visit(repair: Repair) -> Appointment:
    """Raises AlreadyCancelled or NoVisit."""
    if repair.cancel_asked_at:
        raise AlreadyCancelled
    booked = appointment_of(repair)
    if booked is None:
        raise NoVisit
    return booked
