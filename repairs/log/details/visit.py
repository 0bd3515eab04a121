"""Who will be in and what we should know before we come."""

from dataclasses import astuple, dataclass
from datetime import datetime

from django.db import transaction

from repairs.log.changeable import ChangedMeanwhile, lock_repair
from repairs.log.details.confirm import confirm
from repairs.log.details.seen import seen_of
from repairs.log.details.still_open import refuse_once_over
from repairs.log.models import Event, Message, Repair, WorksOrderChange
from repairs.log.nudge import nudge_outbox
from repairs.log.order_changes import tell_of_change
from repairs.log.order_notes import how_to_tell
from repairs.log.reschedule import RESIDENT


@dataclass(frozen=True)
class VisitDetails:
    """No name where whoever reported it will be in."""

    in_name: str = ""
    in_phone: str = ""
    access_notes: str = ""

    @property
    def seen(self) -> str:
        return seen_of(*astuple(self))


def visit_details_of(repair: Repair) -> VisitDetails:
    return VisitDetails(repair.in_name, repair.in_phone, repair.access_notes)


def change_visit_details(
    repair: Repair, details: VisitDetails, now: datetime, *, seen: str, by: str = RESIDENT
) -> Repair:
    """With all that follows. The same details again change nothing. `seen` is that of the details on the page.

    Raises ChangedMeanwhile, or Over where the repair is cancelled or finished.
    """
    with transaction.atomic():
        repair = lock_repair(repair)
        before = visit_details_of(repair)
        if before == details:
            return repair
        refuse_once_over(repair)
        if before.seen != seen:
            raise ChangedMeanwhile
        repair.in_name, repair.in_phone, repair.access_notes = astuple(details)
        repair.save(update_fields=["in_name", "in_phone", "access_notes"])
        detail = {"changed": what_changed(before, details), "by": by}
        event = Event.objects.create(repair=repair, kind=Event.Kind.VISIT_DETAILS, at=now, detail=detail)
        tell_of_change(repair, WorksOrderChange.Kind.CONTACT, now, comments=how_to_tell(repair))
        confirm(repair, Message.Kind.VISIT_DETAILS, event.pk, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return repair


def what_changed(before: VisitDetails, after: VisitDetails) -> str:
    """Without any of what was typed."""
    who = (before.in_name, before.in_phone) != (after.in_name, after.in_phone)
    parts = (("who will be in", who), ("what we should know", before.access_notes != after.access_notes))
    return ", ".join(part for part, changed in parts if changed)
