"""Asks a worker to tell the scheduler at once. When nobody hears it, the sweep finds the row a few seconds later."""

import structlog
from django.conf import settings
from django.db import transaction

log = structlog.get_logger(__name__)


def nudge_scheduler() -> None:
    """Once what is being written stands."""
    if settings.REDIS_URL:
        transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    from appointments.tasks import tell_scheduler

    try:
        tell_scheduler.delay()
    except Exception as error:  # a broker that is away must never fail what has been kept
        log.warning("nudge_not_heard", error=type(error).__name__)
