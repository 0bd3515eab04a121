"""Giving up what will never be delivered, with a reason, and all that waits for it."""

from datetime import datetime

from django.db import transaction

from repairs.log.models import Event, Message, WorksOrder, WorksOrderChange
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.people.acting import OPEN, NotDone, change_row, keep, lock_order
from repairs.log.people.rows import AnyRow, tells_hms

State = OutboxRow.State
LONGEST_REASON = 300


def give_up(row: AnyRow, reason: str, seen: str, by: str, now: datetime) -> None:
    """Raises NotDone."""
    reason = " ".join(reason.replace("\x00", "").split())
    if not reason:
        raise NotDone("Enter why it is given up.", about="reason")
    if len(reason) > LONGEST_REASON:
        raise NotDone(f"The reason must be {LONGEST_REASON} characters or less.", about="reason")
    with transaction.atomic():
        lock_order(row)
        change_row(row, seen, now, **given_up(row, reason))
        keep(row, Event.Kind.GIVEN_UP, by, now, reason=reason)
        if isinstance(row, WorksOrder):
            for change in row.changes.filter(state__in=OPEN):
                WorksOrderChange.objects.filter(pk=change.pk, state__in=OPEN).update(
                    **given_up(change, reason), lease_until=None
                )
                keep(change, Event.Kind.GIVEN_UP, by, now, reason=reason)
        if isinstance(row, WorksOrder | WorksOrderChange):
            drop_what_waited(row)


def given_up(row: AnyRow, reason: str) -> dict[str, object]:
    """What it said is not kept twice."""
    fields: dict[str, object] = {"state": State.GIVEN_UP, "given_up_because": reason}
    if tells_hms(row):
        fields["message"] = None
    if isinstance(row, Message):
        fields["address"] = ""
    return fields


def drop_what_waited(row: WorksOrder | WorksOrderChange) -> None:
    """A message that speaks of what the HMS was to have is not sent, once nothing is left that could release it."""
    order = row if isinstance(row, WorksOrder) else row.order
    order.refresh_from_db(fields=["state"])
    if order.state in OPEN or order.changes.filter(state__in=OPEN).exists():
        return
    told = Message.objects.filter(repair_id=order.repair_id, waits_for_order=True, state=State.WAITING)
    told.update(state=State.DROPPED)
