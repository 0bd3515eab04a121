"""Trying a batch of rows that are due."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice

from django.utils import timezone

from repairs.log.outbox.outcomes import Tried

BATCH = 100
# After so many of one sweep that could not be delivered, an outside system is left alone until the next.
LEFT_ALONE_AFTER = 2


def try_each(due: Iterable[int], deliver: Callable[[int, datetime], Tried], now: datetime | None) -> int:
    tried = waiting = 0
    for pk in islice(due, BATCH):
        outcome = deliver(pk, now or timezone.now())
        tried += outcome is not Tried.TAKEN
        waiting += outcome is Tried.WAITS
        if waiting == LEFT_ALONE_AFTER:
            break
    return tried
