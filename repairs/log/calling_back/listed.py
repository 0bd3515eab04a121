"""In which order call backs are listed, and in which part of the list."""

from datetime import datetime
from enum import StrEnum

from django.db.models import Case, Count, F, Q, QuerySet, When

from repairs.log.models import CallBack

Reason = CallBack.Reason


class Part(StrEnum):
    WAITING = "waiting"
    MINE = "mine"
    OVERDUE = "overdue"
    DONE = "done"


def part_is(part: Part, user_id: int | None, now: datetime) -> Q:
    waits = Q(done_at=None)
    return {
        Part.WAITING: waits,
        Part.MINE: waits & Q(taken_by=user_id),
        Part.OVERDUE: waits & Q(due_at__lt=now),
        Part.DONE: ~waits,
    }[part]


def in_order(rows: QuerySet[CallBack], part: Part) -> QuerySet[CallBack]:
    """Emergencies first, the newest of them on top; then whatever is due first. What is done: the last first."""
    if part == Part.DONE:
        return rows.order_by("-done_at", "-pk")
    newest = Case(When(reason=Reason.EMERGENCY, then="waiting_since"))
    return rows.alias(newest=newest).order_by(F("newest").desc(nulls_last=True), "due_at", "pk")


def how_many(rows: QuerySet[CallBack], user_id: int | None, now: datetime) -> dict[str, int]:
    """By part. What is done is not counted: there is no end to it."""
    waiting = rows.filter(done_at=None)
    parts = {part: part_is(part, user_id, now) for part in Part if part != Part.DONE}
    return waiting.aggregate(**{part.value: Count("pk", filter=found) for part, found in parts.items()})
