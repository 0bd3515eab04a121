"""A scheduler that has just failed is left alone for a while, so that nobody waits to learn it once more."""

import time
from urllib.parse import quote

from django.core.cache import caches

from appointments.scheduler import Scheduler

LEFT_ALONE_SECONDS = 10
REMEMBERED_SECONDS = 300
ONE_TRY_SECONDS = 3


def may_ask(scheduler: Scheduler) -> bool:
    """While it may still be down, one at a time finds out for all."""
    cache = caches["shared"]
    left_alone_until: float | None = cache.get(key("failed", scheduler))
    if left_alone_until is None:
        return True
    return time.time() >= left_alone_until and cache.add(key("trying", scheduler), True, ONE_TRY_SECONDS)


def has_failed(scheduler: Scheduler) -> None:
    until = time.time() + LEFT_ALONE_SECONDS
    caches["shared"].set(key("failed", scheduler), until, REMEMBERED_SECONDS)


def has_answered(scheduler: Scheduler) -> None:
    cache = caches["shared"]
    if cache.get(key("failed", scheduler)) is not None:
        cache.delete(key("failed", scheduler))
        cache.delete(key("trying", scheduler))


def key(what: str, scheduler: Scheduler) -> str:
    return f"scheduler/{what}/{quote(scheduler.name, safe='')}"
