"""Writing how tries ended: many rows at once, and none that is not this worker's any more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

import structlog
from django.db import transaction
from django.utils import timezone

from repairs.log.models import DeliveryAttempt
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.outbox.backoff import is_over, next_try
from repairs.log.outbox.claiming import give_back
from repairs.log.outbox.lane import Lane
from repairs.log.outbox.outcomes import Outcome, Result
from repairs.statements.several import Columns, add_several, change_several

log = structlog.get_logger(__name__)

Row = TypeVar("Row", bound=OutboxRow)
Ended = Sequence[tuple[Row, Result]]
State = OutboxRow.State
DECIDED = ("attempts", "state", "due_at", "wanted_at", "tried_anew_at", "tries_before")
"""What says how a row goes on that did not go."""
LOGGED_TOGETHER = 100
LOGGED = {
    Outcome.LATER: "waits",
    Outcome.UNKNOWN: "waits",
    Outcome.REFUSED: "refused",
    Outcome.DROPPED: "dropped",
    Outcome.FAILED: "failed",
}


def settle(lane: Lane[Row], ended: Sequence[tuple[Row, Result]]) -> None:
    now = timezone.now()
    give_back([(row, result.not_before or row.due_at) for row, result in ended if result.outcome is None])
    sent = [(row, result) for row, result in ended if result.outcome is Outcome.SENT]
    others = [(row, result) for row, result in ended if result.outcome not in {Outcome.SENT, None}]
    if not sent and not others:
        return
    with transaction.atomic():
        ours = [*write_sent(lane, sent, now), *write_others(lane, others, now)]
        if ours:
            write_attempts(lane, ours, now)
            lane.follow(ours, now)
    log_sent(lane, [row.pk for row, result in ours if result.outcome is Outcome.SENT])
    for row, result in ours:
        log_end(lane, row, result)


def log_sent(lane: Lane[Row], rows: Sequence[int]) -> None:
    """Few lines, each of a length that every log takes: a line costs more than to deliver its row."""
    for start in range(0, len(rows), LOGGED_TOGETHER):
        log.info(f"{lane.logged_as}_sent", rows=rows[start : start + LOGGED_TOGETHER])


def log_end(lane: Lane[Row], row: Row, result: Result) -> None:
    known: dict[str, Any] = {"row": row.pk, "attempt": row.attempts}
    if result.outcome is Outcome.DROPPED:
        log.info(f"{lane.logged_as}_{LOGGED[result.outcome]}", **known)
    elif result.outcome is Outcome.UNKNOWN and result.for_person:
        log.error(f"{lane.logged_as}_unknown", **known, problem=result.problem)
    elif result.outcome and result.outcome is not Outcome.SENT:
        log.warning(f"{lane.logged_as}_{LOGGED[result.outcome]}", **known, problem=result.problem)


def write_sent(lane: Lane[Row], sent: Ended[Row], now: datetime) -> Ended[Row]:
    """Whatever else was decided of a row meanwhile, it has gone."""
    if not sent:
        return []
    ends = {"lease_until": None, "state": State.SENT, "sent_at": now, "last_problem": "", "outcome_unknown": False}
    kept = {name: [result.kept[name] for _, result in sent] for name in sent[0][1].kept}
    return write(lane, sent, {**{name: [value] * len(sent) for name, value in ends.items()}, **kept})


def write_others(lane: Lane[Row], others: Ended[Row], now: datetime) -> Ended[Row]:
    if not others:
        return []
    ours = still_ours(lane, others)
    ends = [end_of(row, result, now) for row, result in ours]
    return write(lane, ours, {name: [end[name] for end in ends] for name in ends[0]}) if ends else []


def write(lane: Lane[Row], ended: Ended[Row], columns: Columns) -> Ended[Row]:
    """One UPDATE. A worker that was paused for longer than its lease finds that others have gone on."""
    found = change_several(model_of(lane), [(row.pk, row.attempts) for row, _ in ended], columns)
    return [(row, result) for row, result in ended if row.pk in found]


def still_ours(lane: Lane[Row], ended: Ended[Row]) -> Ended[Row]:
    """Locked, and as they now are: a person may have decided of one meanwhile."""
    rows = model_of(lane)._default_manager.filter(pk__in=[row.pk for row, _ in ended], lease_until__isnull=False)
    locked = {now_held.pk: now_held for now_held in rows.order_by("pk").select_for_update().only(*DECIDED)}
    ours = []
    for row, result in ended:
        now_held = locked.get(row.pk)
        if now_held and now_held.attempts == row.attempts:
            for name in DECIDED:
                setattr(row, name, getattr(now_held, name))
            ours.append((row, result))
    return ours


def end_of(row: OutboxRow, result: Result, now: datetime) -> dict[str, Any]:
    state, due_at = row.state, row.due_at
    if state == State.WAITING:
        if result.outcome is Outcome.DROPPED:
            state = State.DROPPED
        elif result.for_person or is_over(row, now):
            state = State.NEEDS_PERSON
        else:
            due_at = next_try(row, now, at_least=result.retry_after)
    return {
        "lease_until": None,
        "state": state,
        "due_at": due_at,
        "last_problem": result.problem[:300],
        "outcome_unknown": result.unknown,
    }


def write_attempts(lane: Lane[Row], ended: Ended[Row], now: datetime) -> None:
    columns: Columns = {
        "row": [lane.row] * len(ended),
        "number": [row.attempts for row, _ in ended],
        "at": [now] * len(ended),
        "outcome": [result.outcome for _, result in ended],
        "problem": [result.problem[:300] for _, result in ended],
    }
    add_several(DeliveryAttempt, "row_id", [row.pk for row, _ in ended], columns)


def model_of(lane: Lane[Row]) -> type[OutboxRow]:
    return lane.rows().model
