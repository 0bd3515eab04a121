"""Trying everything that is due."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from repairs.log.outbox.batch import Batch
from repairs.log.outbox.breaker import end_probe, is_closed, may_send
from repairs.log.outbox.changes import Changes
from repairs.log.outbox.lane import Lane
from repairs.log.outbox.messages import Messages
from repairs.log.outbox.orders import WorksOrders
from repairs.log.outbox.pace import turns_left, use_turns
from repairs.log.outbox.portions import Portions
from repairs.log.outbox.work import Work

LONGEST_SECONDS = 15
"""Then another sweep goes on with the rest, and a worker that is told to stop has not long to wait."""

MOMENT = 0.2

# Emergencies first, and their messages before any HMS that may hang.
LANES: tuple[Lane[Any], ...] = (Messages(urgent=True), WorksOrders(urgent=True), WorksOrders(), Changes(), Messages())
WORK = Work(LANES)


def sweep(
    now: datetime | None = None,
    *,
    left_for: timedelta = timedelta(0),
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Goes on until nothing is due any more, for a limited time. Says how many rows it tried.

    Takes only what has been due for as long as `left_for`, which nobody else seems to do.
    """
    total, end, portions = 0, time.monotonic() + LONGEST_SECONDS, Portions()

    def due_by() -> datetime:
        return (now or timezone.now()) - left_for

    with ThreadPoolExecutor(settings.OUTBOX_CALLS_AT_ONCE) as pool:
        while True:
            tried, ready = 0, WORK.look(due_by())
            for lane in LANES:
                if stopping():
                    return total + tried
                if lane in ready and (delivered := deliver(lane, due_by(), pool, portions)):
                    # An order that was sent lets its changes and messages go.
                    tried, ready = tried + delivered, WORK.look(due_by())
            total += tried
            if time.monotonic() > end or not (ready and (tried or waits_for_turns(ready))):
                return total


def deliver(lane: Lane[Any], now: datetime, pool: ThreadPoolExecutor, portions: Portions) -> int:
    began = time.monotonic()
    permit = may_send(lane.system, portions.next(lane))
    if not permit.most:
        return 0
    answered: list[bool | None] = []
    try:
        if most := turns_left(lane.system, permit.most):
            rows = lane.take(now, most)
            use_turns(lane.system, len(rows))
            answered = Batch(lane, rows, pool, settings.OUTBOX_CALLS_AT_ONCE).deliver() if rows else []
    finally:
        if permit.probing:
            end_probe(lane.system, answered[0] if answered else None)
    portions.note(lane, len(answered), time.monotonic() - began)
    return len(answered)


def waits_for_turns(ready: Sequence[Lane[Any]]) -> bool:
    """Whether messages are due that only the limit of the gateway holds up. Waits a moment, and says if it is over."""
    system = Messages.system
    if not any(lane.system == system for lane in ready) or is_closed(system) or turns_left(system, 1):
        return False
    time.sleep(MOMENT)
    return turns_left(system, 1) > 0
