"""Writing how tries ended: many rows at once, and none that is not this worker's any more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

import structlog
from django.db import connection, transaction
from django.utils import timezone

from repairs.log.models import DeliveryAttempt
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.outbox.backoff import is_over, next_try
from repairs.log.outbox.claiming import give_back
from repairs.log.outbox.lane import Lane
from repairs.log.outbox.outcomes import Outcome, Result

log = structlog.get_logger(__name__)

Row = TypeVar("Row", bound=OutboxRow)
State = OutboxRow.State
LOGGED = {
    Outcome.SENT: "sent",
    Outcome.LATER: "waits",
    Outcome.UNKNOWN: "waits",
    Outcome.REFUSED: "refused",
    Outcome.DROPPED: "dropped",
    Outcome.FAILED: "failed",
}


def settle(lane: Lane[Row], ended: Sequence[tuple[Row, Result]]) -> None:
    now = timezone.now()
    for row, result in ended:
        if result.outcome is None:
            give_back(row, result.not_before or row.due_at)
    tried = [(row, result) for row, result in ended if result.outcome is not None]
    if not tried:
        return
    with transaction.atomic():
        ours = still_ours(lane, tried)
        write_sent(lane, [(row, result) for row, result in ours if result.outcome is Outcome.SENT], now)
        for row, result in ours:
            if result.outcome is not Outcome.SENT:
                write_other(lane, row, result, now)
        DeliveryAttempt.objects.bulk_create(attempt(lane, row, result, now) for row, result in ours)
        lane.follow(ours, now)
    for row, result in ours:
        log_end(lane, row, result)


def log_end(lane: Lane[Row], row: Row, result: Result) -> None:
    known: dict[str, Any] = {"row": row.pk, "attempt": row.attempts}
    if result.outcome in {Outcome.SENT, Outcome.DROPPED}:
        log.info(f"{lane.logged_as}_{LOGGED[result.outcome]}", **known)
    elif result.outcome is Outcome.UNKNOWN and result.for_person:
        log.error(f"{lane.logged_as}_unknown", **known, problem=result.problem)
    elif result.outcome:
        log.warning(f"{lane.logged_as}_{LOGGED[result.outcome]}", **known, problem=result.problem)


def still_ours(lane: Lane[Row], tried: Sequence[tuple[Row, Result]]) -> list[tuple[Row, Result]]:
    """Locked. A worker that was paused for longer than its lease finds that others have gone on."""
    rows = lane.rows().model._default_manager.filter(pk__in=[row.pk for row, _ in tried], lease_until__isnull=False)
    now_held = {
        pk: (attempts, state)
        for pk, attempts, state in rows.order_by("pk").select_for_update().values_list("pk", "attempts", "state")
    }
    ours = []
    for row, result in tried:
        attempts, row.state = now_held.get(row.pk, (None, row.state))
        if attempts == row.attempts:
            ours.append((row, result))
    return ours


def write_sent(lane: Lane[Row], sent: Sequence[tuple[Row, Result]], now: datetime) -> None:
    """Whatever else was decided of a row meanwhile, it has gone."""
    if sent:
        rows = lane.rows().model._default_manager.filter(pk__in=[row.pk for row, _ in sent])
        rows.update(lease_until=None, state=State.SENT, sent_at=now, last_problem="", outcome_unknown=False)
        for name in sent[0][1].kept:
            keep(lane, name, {row.pk: result.kept[name] for row, result in sent})


def keep(lane: Lane[Row], name: str, values: dict[int, Any]) -> None:
    """One UPDATE, with a value for each row."""
    table = lane.rows().model
    first = next(iter(values.values()))
    if all(value == first for value in values.values()):
        table._default_manager.filter(pk__in=values).update(**{name: first})
        return
    field: Any = table._meta.get_field(name)
    quote, written = connection.ops.quote_name, field.get_db_prep_save
    params = [one for pk, value in values.items() for one in (pk, written(value, connection))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(table._meta.db_table)} SET {quote(field.column)} = kept.column2 "  # noqa: S608 the names are Django's
            f"FROM (VALUES {', '.join(['(%s, %s)'] * len(values))}) AS kept WHERE id = kept.column1",
            params,
        )


def write_other(lane: Lane[Row], row: Row, result: Result, now: datetime) -> None:
    fields: dict[str, Any] = {"last_problem": result.problem[:300], "outcome_unknown": result.unknown}
    if row.state == State.WAITING:
        if result.outcome is Outcome.DROPPED:
            fields["state"] = State.DROPPED
        elif result.for_person or is_over(row, now):
            fields["state"] = State.NEEDS_PERSON
        else:
            fields["due_at"] = next_try(row, now, at_least=result.retry_after)
    lane.rows().model._default_manager.filter(pk=row.pk).update(lease_until=None, **fields)


def attempt(lane: Lane[Row], row: Row, result: Result, now: datetime) -> DeliveryAttempt:
    return DeliveryAttempt(
        row=lane.row,
        row_id=row.pk,
        number=row.attempts,
        at=now,
        outcome=result.outcome or "",
        problem=result.problem[:300],
    )
