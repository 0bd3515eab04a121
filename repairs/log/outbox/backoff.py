"""When a row is tried again, and when trying is over."""

from datetime import datetime, timedelta

from django.conf import settings

from repairs.log.models.outbox_row import OutboxRow

MOST_ASKED_SECONDS = 60 * 60


def next_try(row: OutboxRow, now: datetime, *, at_least: int | None = None) -> datetime:
    """Later after each attempt, and after as many seconds as we were asked to wait, up to the longest wait of ours."""
    waits: list[int] = settings.OUTBOX_RETRY_SECONDS
    usual = waits[min(max(row.attempts - row.tries_before, 1), len(waits)) - 1]
    asked = min(at_least or 0, max(waits[-1], MOST_ASKED_SECONDS))
    return now + timedelta(seconds=max(usual, asked))


def is_over(row: OutboxRow, now: datetime) -> bool:
    return now - max(row.wanted_at, row.tried_anew_at or row.wanted_at) > timedelta(days=settings.OUTBOX_TRY_FOR_DAYS)
