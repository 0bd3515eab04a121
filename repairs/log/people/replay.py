"""Trying many again after an outage, at a pace that the outside systems can bear."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import transaction
from django.db.models import Q, QuerySet

from repairs.log.hms import Kind as HmsKind
from repairs.log.hms import kind_of_housing_system
from repairs.log.models import Event, WorksOrder, WorksOrderChange
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.people.acting import OPEN, act_detail, anew, free, repair_id_of, wake_workers
from repairs.log.people.needed import Asked, by_need, how_many_needed, needed_in
from repairs.log.people.rows import TABLES, AnyRow, Kind, rows_of
from repairs.log.people.try_again import overtaken, rewritable

State = OutboxRow.State

STEP = timedelta(seconds=5)
ROWS_A_STEP = 100
"""Twenty a second."""
MOST = 10_000
SOON = STEP * (MOST // ROWS_A_STEP) + timedelta(minutes=1)
"""What waits and is due by then goes by itself: pressing twice changes nothing."""

Key = tuple[Kind, int]


@dataclass(frozen=True)
class Replayed:
    again: int
    """How many are tried again."""
    left: int
    """How many were asked for and are left alone: they go by themselves soon, or a person has to look first."""
    over: timedelta
    """The last of them is due after this time."""


def replay(asked: Asked, by: str, now: datetime) -> Replayed:
    """Emergencies first, and then whatever has waited longest. Each is one try, as with a single one."""
    wanted = how_many_needed(now, asked)
    may_go = {kind: needed_in(kind, now, asked).filter(pk__in=rested(kind, now).values("pk")) for kind in TABLES}
    keys = [(Kind(kind), pk) for _, _, kind, pk in by_need(may_go)[:MOST]]
    steps = [keys[start : start + ROWS_A_STEP] for start in range(0, len(keys), ROWS_A_STEP)]
    again = sum(try_step(step, by, now, now + STEP * number) for number, step in enumerate(steps))
    return Replayed(again, wanted - again, STEP * max(len(steps) - 1, 0))


def rested(kind: Kind, now: datetime) -> QuerySet[Any]:
    """Rows of a table that may be tried again now."""
    rows: QuerySet[Any] = TABLES[kind]._default_manager.filter(
        ~Q(state=State.WAITING, due_at__lte=now + SOON), free(now)
    )
    if kind in {Kind.ORDER, Kind.CHANGE} and kind_of_housing_system() is HmsKind.BLIND:
        rows = rows.exclude(outcome_unknown=True)
    if kind == Kind.CHANGE:
        changes = rows.filter(order__state=State.SENT)
        return changes.exclude(pk__in=overtaken(WorksOrderChange.objects.filter(state__in=OPEN)).values("pk"))
    return rows


def try_step(keys: list[Key], by: str, now: datetime, due_at: datetime) -> int:
    """Those that nobody has changed meanwhile."""
    with transaction.atomic():
        done = [row for kind in TABLES for row in take(kind, [pk for one, pk in keys if one == kind], now, due_at)]
        Event.objects.bulk_create(
            Event(
                repair_id=repair_id_of(row),
                kind=Event.Kind.TRIED_AGAIN,
                at=now,
                detail=act_detail(row, by, together=f"{len(done)}"),
            )
            for row in done
        )
        if done:
            wake_workers(done[0])
    return len(done)


def take(kind: Kind, keys: list[int], now: datetime, due_at: datetime) -> list[AnyRow]:
    if not keys:
        return []
    rows = rested(kind, now).filter(pk__in=keys, state__in=OPEN)
    taken = list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    ours = TABLES[kind]._default_manager.filter(pk__in=taken, state__in=OPEN)
    if kind == Kind.ORDER:
        never_taken = rewritable(WorksOrder.objects.filter(pk__in=taken)).values_list("pk", flat=True)
        WorksOrder.objects.filter(pk__in=list(never_taken)).update(message=None)
    ours.update(lease_until=None, **anew(due_at))
    return cast("list[AnyRow]", list(rows_of(kind).filter(pk__in=taken)))
