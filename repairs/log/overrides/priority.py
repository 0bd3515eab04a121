"""Making a repair that was reported more urgent or less, with all that follows."""

from datetime import datetime

from django.db import transaction

from repairs.council.dates import say_deadline
from repairs.council.deadlines import LONDON, due_at, end_of_day
from repairs.council.models import Priority
from repairs.log.call_backs import open_call_back, ring_with_news
from repairs.log.changeable import ChangedMeanwhile, Finished, NotChanged, lock_repair
from repairs.log.enquiries.ask import tell_hms
from repairs.log.job_status.state import is_finished
from repairs.log.job_status.tell import tell
from repairs.log.messages import channel_for, drop_unsent
from repairs.log.models import CallBack, Message, Override, Repair
from repairs.log.nudge import nudge_outbox
from repairs.log.overrides.emergency import why_it_stays
from repairs.log.overrides.keep import Reasoned, keep_override
from repairs.log.overrides.law import why_not

CHANGED = ["priority", "due_at", "worse_at", "reasons"]


class Refused(NotChanged):
    """Says why, for the person who asked."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def change_priority(
    repair: Repair, wanted: Priority, reasoned: Reasoned, now: datetime, *, seen: str, may_undo: bool = False
) -> Repair:
    """Asked again, it gives the same answer. `seen` is the code of the priority that was on the page.

    `may_undo`: whoever asks may take back an emergency that staff made.

    Raises Finished, ChangedMeanwhile or Refused: then nothing is changed.
    """
    with transaction.atomic():
        repair = lock_repair(repair)
        was = repair.priority
        if repair.cancelled_at or is_finished(repair):
            raise Finished
        if wanted == was:
            return repair
        if was.code != seen:
            raise ChangedMeanwhile
        if why := why_refused(repair, wanted, may_undo=may_undo):
            raise Refused(why)
        due_before = repair.due_at
        set_priority(repair, wanted, reasoned, now)
        kind = Override.Kind.UP if wanted.rank < was.rank else Override.Kind.DOWN
        kept = keep_override(repair, kind, reasoned, now, before=was.code, after=wanted.code)
        tell_hms(repair, note_for(repair, was, reasoned), now)
        tell_resident(repair, was, kept, due_before, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return repair


def why_refused(repair: Repair, wanted: Priority, *, may_undo: bool) -> str:
    """Empty where nothing stands against it."""
    stays = why_it_stays(repair, may_undo=may_undo) if wanted.rank > repair.priority.rank else ""
    by_law = (repair.reported_at, repair.rtr_due, repair.investigate_by)
    return stays or why_not(wanted, repair.priority, *by_law, by_mistake=True)


def set_priority(repair: Repair, wanted: Priority, reasoned: Reasoned, now: datetime) -> None:
    was = repair.priority
    repair.due_at = due_under(repair, wanted, now)
    repair.priority = wanted
    way = "up" if wanted.rank < was.rank else "down"
    text = f"Staff moved the priority {way} from {was.code} to {wanted.code}: {reasoned.why}."
    repair.reasons = [*repair.reasons, {"rule": f"moved-{way}", "text": text}]
    if wanted.is_emergency and not was.is_emergency:
        repair.worse_at = now
    repair.save(update_fields=CHANGED)


def due_under(repair: Repair, wanted: Priority, now: datetime) -> datetime:
    """Counted from the report. Where that has gone by, from now, but never later than was promised.

    An emergency counts from now: that is when we learnt that it is one. No date that the law sets is moved.
    """
    ends = due_at(wanted, repair.reported_at)
    if wanted.is_emergency or (ends < now and wanted.rank < repair.priority.rank):
        ends = min(repair.due_at, due_at(wanted, now))
    by_law = [end_of_day(day) for day in (repair.rtr_due, repair.investigate_by) if day]
    return min([ends, *by_law])


def note_for(repair: Repair, was: Priority, reasoned: Reasoned) -> str:
    due = say_deadline(repair.due_at)
    return f"Priority {was.code} before, now {repair.priority.code}, due by {due}. Decided by staff: {reasoned.why}."


def tell_resident(repair: Repair, was: Priority, kept: Override, due_before: datetime, now: datetime) -> None:
    """Of another day that we aim for. Of an emergency they are told so, and are rung."""
    if repair.priority.is_emergency:
        open_call_back(CallBack.Reason.EMERGENCY, repair, now)
        tell(repair, Message.Kind.EMERGENCY, kept.pk, now)
    elif was.is_emergency:
        take_back_emergency(repair, kept, now)
    elif due_before.astimezone(LONDON).date() != repair.due_at.astimezone(LONDON).date():
        drop_unsent(repair, kind=Message.Kind.NEW_TARGET)
        if channel_for(repair) is None:
            ring_with_news(repair, f"We now aim to finish by {say_deadline(repair.due_at)}.", now)
        tell(repair, Message.Kind.NEW_TARGET, kept.pk, now)


def take_back_emergency(repair: Repair, kept: Override, now: datetime) -> None:
    """They may have read that it is one, and wait to be rung: whoever rings tells them."""
    drop_unsent(repair, kind=Message.Kind.EMERGENCY)
    waits = CallBack.objects.filter(repair=repair, done_at=None).exists()
    if waits or channel_for(repair) is None:
        news = f"It is not an emergency after all. We now aim to finish by {say_deadline(repair.due_at)}."
        ring_with_news(repair, news, now)
    tell(repair, Message.Kind.NEW_TARGET, kept.pk, now)
