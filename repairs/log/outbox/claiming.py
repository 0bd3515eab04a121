"""Taking rows for one worker, and giving them back. A lease ends by itself when the worker is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from operator import itemgetter
from typing import Generic, TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import Manager
from django.utils import timezone

from repairs.log.models.outbox_row import OutboxQuerySet, OutboxRow
from repairs.statements import Change, Gap, Part
from repairs.statements.kept import kept_cursor
from repairs.statements.several import Columns, change_several

Row = TypeVar("Row", bound=OutboxRow)


@dataclass(frozen=True)
class Claimed(Generic[Row]):
    """The number of attempts goes up with each claim, so it tells one claim of a row from another."""

    attempts: dict[int, int]

    def ours(self, rows: OutboxQuerySet[Row]) -> list[Row]:
        """Those that no other worker has taken since, in the order of the claim."""
        found = rows.in_bulk(list(self.attempts))
        return [found[pk] for pk, attempts in self.attempts.items() if pk in found and found[pk].attempts == attempts]


def claim(ready: OutboxQuerySet[Row], now: datetime, most: int) -> Claimed[Row]:
    """Takes the first of those that are ready. What else they hold is read afterwards."""
    return Claimed({row.pk: row.attempts for row in claim_with(Part(ready.model, "id", "attempts"), ready, now, most)})


def claim_with(part: Part[Row], ready: OutboxQuerySet[Row], now: datetime, most: int) -> list[Row]:
    """Takes the first of those that are ready: one UPDATE, of which every row is won by one worker only.

    The rows know what is in `part`, their `id` and `attempts` among it, and how long they are ours.
    """
    table = connection.ops.quote_name(ready.model._meta.db_table)
    chosen, params = ready.values("pk")[:most].query.sql_with_params()
    if connection.features.has_select_for_update_skip_locked:
        # As an array it is looked for once, where a joined subquery may be run, and lock rows, again and again.
        chosen = f"= ANY (ARRAY ({chosen} FOR UPDATE OF {table} SKIP LOCKED))"
    else:
        chosen = f"IN ({chosen})"
    until = now + lease_time()
    with kept_cursor(connection) as cursor:
        cursor.execute(
            f"UPDATE {table} SET lease_until = %s, attempts = attempts + 1 WHERE id {chosen}"  # noqa: S608 the names are Django's
            f" RETURNING {part.columns(connection)}",
            [connection.ops.adapt_datetimefield_value(until), *params],
        )
        rows = part.rows(sorted(cursor.fetchall(), key=itemgetter(0)))
    for row in rows:
        row.lease_until = until
    return rows


def lease_time() -> timedelta:
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def hold_longer(rows: Sequence[OutboxRow]) -> None:
    """While calls take their time: rows of one claim. One that another worker has meanwhile is left as it is."""
    if rows:
        until = timezone.now() + lease_time()
        of_this_claim = manager_of(rows[0]).filter(pk__in=[row.pk for row in rows], lease_until=rows[0].lease_until)
        of_this_claim.update(lease_until=until)
        for row in rows:
            row.lease_until = until


def manager_of(row: OutboxRow) -> Manager[OutboxRow]:
    return type(row)._default_manager


def is_under_way(row: OutboxRow, answer_by: timedelta) -> bool:
    """Writes down, before the call, that it is made: if the worker dies in it, nobody knows whether it arrived.

    Nobody tries again before `answer_by` is over. False where the row is not ours any more.
    """
    now = timezone.now()
    return bool(beginning(type(row)).run(id=row.pk, attempts=row.attempts, now=now, due_at=now + answer_by))


@cache
def beginning(model: type[OutboxRow]) -> Change:
    ours = {"pk": Gap(model, "id"), "attempts": Gap(model, "attempts"), "lease_until__gt": Gap(model, "due_at", "now")}
    return Change(
        lambda: model._default_manager.filter(**ours, state=OutboxRow.State.WAITING),
        lambda: {"outcome_unknown": True, "due_at": Gap(model, "due_at")},
    )


def give_back(rows: Sequence[tuple[OutboxRow, datetime]]) -> None:
    """As they were before the claim, and due then: that was no attempt."""
    if rows:
        columns: Columns = {
            "lease_until": [None] * len(rows),
            "attempts": [row.attempts - 1 for row, _ in rows],
            "due_at": [due_at for _, due_at in rows],
            "outcome_unknown": [row.outcome_unknown for row, _ in rows],
        }
        change_several(type(rows[0][0]), [(row.pk, row.attempts) for row, _ in rows], columns)
