"""What every act of a person on a row has in common: it is theirs alone, it is kept, and it wakes the workers."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from repairs.council.dates import say_moment
from repairs.log.models import Event, WorksOrder
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.nudge import nudge_outbox
from repairs.log.people.rows import AnyRow, name_of, repair_of

State = OutboxRow.State
OPEN = (State.WAITING, State.NEEDS_PERSON)
ACTS = (Event.Kind.TRIED_AGAIN, Event.Kind.GIVEN_UP, Event.Kind.SETTLED)


class NotDone(Exception):
    """Nothing was changed. Its text says why, for staff; `about` names what they typed, where that is at fault."""

    def __init__(self, why: str, *, about: str = "") -> None:
        super().__init__(why)
        self.about = about


def seen_of(row: AnyRow) -> str:
    """How the row was when somebody looked at it. What they send later holds this."""
    return f"{row.state}.{row.attempts}.{row.due_at.isoformat()}"


def free(now: datetime) -> Q:
    """No worker has it at this moment."""
    return Q(lease_until__isnull=True) | Q(lease_until__lt=now)


def anew(at: datetime) -> dict[str, Any]:
    """Tried at once, and then for as long and as often as what is new."""
    return {"state": State.WAITING, "due_at": at, "tried_anew_at": at, "tries_before": F("attempts")}


def change_row(row: AnyRow, seen: str, now: datetime, **fields: Any) -> None:
    """One UPDATE decides between two people, and between a person and a worker. Raises NotDone."""
    as_it_was = {"state": row.state, "attempts": row.attempts, "due_at": row.due_at}
    ours = type(row)._default_manager.filter(free(now), pk=row.pk, **as_it_was)
    if row.state not in OPEN or seen_of(row) != seen or not ours.update(lease_until=None, **fields):
        row.refresh_from_db()
        raise NotDone(what_happened_meanwhile(row, now))


def what_happened_meanwhile(row: AnyRow, now: datetime) -> str:
    if row.state in OPEN and row.lease_until and row.lease_until >= now:
        return "It is being tried at this moment. Look again in a minute."
    nothing = f"Nothing was changed. It is now: {row.get_state_display().lower()}."
    last = acts_on(row).first()
    if last is None:
        return f"It has changed since you looked. {nothing}"
    who = last.detail.get("by", "somebody")
    return f"{last.get_kind_display()}, {who}, {say_moment(last.at)}. {nothing}"


def acts_on(row: AnyRow) -> QuerySet[Event]:
    """What people did to it, the last thing first."""
    ours = Event.objects.filter(repair=repair_of(row), kind__in=ACTS, detail__row=name_of(row))
    return ours.order_by("-pk")


def keep(row: AnyRow, kind: Event.Kind, by: str, now: datetime, **detail: str) -> None:
    """In the history of the repair, which residents are not shown. An email to planners belongs to no one repair."""
    Event.objects.create(repair=repair_of(row), kind=kind, at=now, detail=act_detail(row, by, **detail))


def act_detail(row: AnyRow, by: str, **detail: str) -> dict[str, str]:
    return {"row": name_of(row), "by": by, **detail}


def repair_id_of(row: AnyRow) -> int | None:
    repair = repair_of(row)
    return repair.pk if repair else None


def wake_workers(row: AnyRow) -> None:
    if repair := repair_of(row):
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)


def lock_order(row: AnyRow) -> None:
    """Whoever changes several rows of a repair takes its order first, as those do who tell the HMS of changes."""
    if repair := repair_of(row):
        WorksOrder.objects.select_for_update().filter(repair=repair).first()
