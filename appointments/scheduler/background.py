"""Calls that go on behind the scenes, while nobody waits for longer than is fair."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from appointments.scheduler import SchedulerDown

THREADS = 16

Answer = TypeVar("Answer")


@cache
def threads(purpose: str) -> ThreadPoolExecutor:
    """Those that book do not queue behind those that look."""
    return ThreadPoolExecutor(THREADS, thread_name_prefix=f"scheduler-{purpose}")


# Threads do not come along when a process divides.
os.register_at_fork(after_in_child=threads.cache_clear)


def look(act: Callable[[], Answer]) -> "Future[Answer]":
    return threads("look").submit(act)


def within(seconds: float, act: Callable[[], Answer]) -> Answer:
    """Raises SchedulerDown where it takes longer. It may then still be done."""
    future = threads("book").submit(act)
    try:
        return future.result(timeout=seconds)
    except TimeoutError:
        future.cancel()
        raise SchedulerDown("no answer in time") from None
