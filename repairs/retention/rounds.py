"""Going through all that is to be forgotten, a while at a time: a round goes on where it was stopped."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import InterfaceError, OperationalError

from repairs.council.kept_for import kept_for_now
from repairs.retention.models import Round
from repairs.retention.steps import STEPS
from repairs.retention.steps.step import Moment, Step

EVERY = timedelta(hours=23)
FAILED = "failed"

log = structlog.get_logger(__name__)

Stopping = Callable[[], bool]


def round_now(now: datetime) -> Round:
    """The one that was begun and not finished, or a new one."""
    return Round.objects.filter(done_at=None).order_by("pk").last() or Round.objects.create(began_at=now)


def is_time(now: datetime) -> bool:
    """Once a day, and as soon as can be after days without."""
    return not Round.objects.filter(began_at__gt=now - EVERY, done_at__isnull=False).exists()


def go_on(round: Round, now: datetime, stopping: Stopping = lambda: False) -> bool:
    """Whether all has been gone through. A step that fails does not keep the others from being done."""
    moment = Moment(now, kept_for_now())
    names = [step.name for step in STEPS]
    start = names.index(round.step) if round.step in names else 0
    for step in STEPS[start:]:
        round.step = step.name
        round.save(update_fields=["step", "forgotten"])
        if not do(step, moment, round, stopping):
            return False
    round.step, round.done_at = "", now
    round.save()
    log.info("forgotten", **{name.replace("-", "_"): number for name, number in round.forgotten.items()})
    return True


def do(step: Step, moment: Moment, round: Round, stopping: Stopping) -> bool:
    """False where it was stopped before its end."""
    try:
        for number in step.batches(moment):
            if number:
                round.forgotten[step.name] = round.forgotten.get(step.name, 0) + number
            if stopping():
                round.save(update_fields=["forgotten"])
                return False
    except (OperationalError, InterfaceError):
        raise
    except Exception as problem:
        log.error("not_forgotten", step=step.name, error=type(problem).__name__)
        round.forgotten[FAILED] = [*round.forgotten.get(FAILED, []), step.name]
    return True
