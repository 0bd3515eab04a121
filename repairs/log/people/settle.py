"""What a person has found out about a works order, or a change of one, of which the HMS gave no answer."""

import re
from datetime import datetime

from django.db import transaction

from repairs.log.models import Event, WorksOrder, WorksOrderChange
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.outbox.release import release_booked_messages
from repairs.log.people.acting import NotDone, anew, change_row, keep, lock_order, wake_workers
from repairs.log.people.try_again import ORDER_FIRST, OVERTAKEN, overtaken

State = OutboxRow.State
LONGEST_NUMBER = 60
NUMBER = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?")


def order_is_there(order: WorksOrder, number: str, seen: str, by: str, now: datetime) -> None:
    """The HMS has it, under this number: nothing is sent any more. Raises NotDone."""
    number = read_number(number)
    with transaction.atomic():
        lock_order(order)
        other = WorksOrder.objects.filter(hms_number=number).exclude(pk=order.pk).select_related("repair").first()
        if other is not None:
            raise NotDone(f"{number} is the number of the works order for {other.repair.reference}.", about="number")
        arrived = {"state": State.SENT, "sent_at": now, "last_problem": "", "outcome_unknown": False, "message": None}
        change_row(order, seen, now, hms_number=number, **arrived)
        keep(order, Event.Kind.SETTLED, by, now, found="the HMS has it", number=number)
        release_booked_messages([order.repair.pk], now)
        wake_workers(order)


def change_is_there(change: WorksOrderChange, seen: str, by: str, now: datetime) -> None:
    """The HMS knows of the change. Raises NotDone."""
    if change.order.state != State.SENT:
        raise NotDone(ORDER_FIRST)
    with transaction.atomic():
        lock_order(change)
        arrived = {"state": State.SENT, "sent_at": now, "last_problem": "", "outcome_unknown": False, "message": None}
        change_row(change, seen, now, **arrived)
        keep(change, Event.Kind.SETTLED, by, now, found="the HMS has it")
        release_booked_messages([change.repair.pk], now)
        wake_workers(change)


def is_not_there(row: WorksOrder | WorksOrderChange, seen: str, by: str, now: datetime) -> None:
    """The HMS does not have it: it is sent once more. Raises NotDone."""
    if isinstance(row, WorksOrderChange) and overtaken(WorksOrderChange.objects.filter(pk=row.pk)).exists():
        raise NotDone(OVERTAKEN)
    rewritten: dict[str, object] = {"message": None} if isinstance(row, WorksOrder) else {}
    with transaction.atomic():
        change_row(row, seen, now, outcome_unknown=False, **anew(now), **rewritten)
        keep(row, Event.Kind.SETTLED, by, now, found="the HMS does not have it: sent again")
        wake_workers(row)


def read_number(typed: str) -> str:
    """Raises NotDone."""
    number = " ".join(typed.split())
    if not number:
        raise NotDone("Enter the number that the HMS gave it.", about="number")
    if len(number) > LONGEST_NUMBER or not NUMBER.fullmatch(number):
        raise NotDone(f"A number of the HMS has at most {LONGEST_NUMBER} letters, digits and signs.", about="number")
    return number
