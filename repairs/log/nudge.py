"""Asks the workers to look at once. When nobody hears it, the sweep finds the row a few seconds later."""

import structlog
from django.conf import settings

from repairs.log.models import Repair

log = structlog.get_logger(__name__)


def nudge_outbox(repair: Repair) -> None:
    if not settings.REDIS_URL:
        return
    from repairs.log.tasks import sweep_outbox

    try:
        sweep_outbox.delay()
    except Exception as error:  # a broker that is away must never fail a report that has been kept
        log.warning("nudge_not_heard", repair=repair.pk, error=type(error).__name__)
