"""Cancelling a repair, unless it may not be safe: then the visit is cancelled, the repair stays open and we ring."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from appointments.diary import Diary
from repairs.log.call_backs import end_call_back, open_call_back
from repairs.log.changeable import TooLate, lock_repair, refuse_once_under_way, too_late
from repairs.log.messages import appointment_of, write_cancelled
from repairs.log.models import CallBack, Event, Repair, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order_changes import tell_of_change
from repairs.log.reschedule import RESIDENT, in_words

SEVERE_RULES = frozenset({"pouring", "pouring-into-other-homes"})
SEVERE_FLAGS = frozenset({"other-homes", "from-above", "access-next-door"})

Stopped = Literal["yes", "no", "not-sure", ""]


@dataclass(frozen=True)
class Cancellation:
    """`stopped` is asked where the repair may not be safe, and empty elsewhere."""

    reason: Repair.CancelReason
    words: str = ""
    stopped: Stopped = ""

    @property
    def in_words(self) -> str:
        return " ".join(part for part in (f"{self.reason.label}.", self.words) if part)


def may_be_unsafe(repair: Repair) -> bool:
    """A hazard, an emergency, or a leak that was severe: never closed before somebody has said that it is over."""
    return bool(
        repair.hazards
        or repair.priority.is_emergency
        or SEVERE_RULES.intersection(reason.get("rule") for reason in repair.reasons)
        or SEVERE_FLAGS.intersection(repair.flags)
    )


def stays_open(repair: Repair, stopped: Stopped) -> bool:
    """A hazard outlives the leak that made it."""
    return bool(repair.hazards) or (may_be_unsafe(repair) and stopped != "yes")


def cancel_repair(
    repair: Repair, cancellation: Cancellation, diary: Diary, now: datetime, *, by: str = RESIDENT
) -> Repair:
    """Cancels it, with all that follows, once: a second time gives the same answer.

    Raises TooLate, Finished or DiaryDown. Then nothing is changed.
    """
    with transaction.atomic():
        repair = lock_repair(repair)
        if repair.cancel_asked_at:
            return repair
        refuse_once_under_way(repair, now)
        detail = cancel_visit(repair, diary, now) | {"reason": cancellation.reason.label, "by": by}
        close_or_keep_open(repair, cancellation, now)
        kind = Event.Kind.CANCELLED if repair.cancelled_at else Event.Kind.VISIT_CANCELLED
        if cancellation.stopped:
            detail["stopped"] = cancellation.stopped
        Event.objects.create(repair=repair, kind=kind, at=now, detail=detail)
        told = WorksOrderChange.Kind.CANCELLED if repair.cancelled_at else WorksOrderChange.Kind.VISIT_CANCELLED
        tell_of_change(repair, told, now, comments=cancellation.in_words)
        write_cancelled(repair, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return repair


def cancel_visit(repair: Repair, diary: Diary, now: datetime) -> dict[str, str]:
    """Frees the time for others. Says which time it was, if there was one."""
    booked = appointment_of(repair)
    if booked is None:
        return {}
    if too_late(booked, now):
        raise TooLate
    diary.cancel(booked.diary_id)
    booked.cancelled_at = now
    booked.version += 1
    booked.save(update_fields=["cancelled_at", "version"])
    return {"visit": in_words(booked)}


def close_or_keep_open(repair: Repair, cancellation: Cancellation, now: datetime) -> None:
    keep = stays_open(repair, cancellation.stopped)
    repair.cancel_asked_at = now
    repair.cancelled_at = None if keep else now
    repair.cancel_reason, repair.cancel_words = cancellation.reason, cancellation.words
    repair.save(update_fields=["cancel_asked_at", "cancelled_at", "cancel_reason", "cancel_words"])
    if keep:
        emergency = repair.priority.is_emergency and cancellation.stopped != "yes"
        open_call_back(CallBack.Reason.EMERGENCY if emergency else CallBack.Reason.CANCELLED, repair, now)
    else:
        end_call_back(repair, now)
