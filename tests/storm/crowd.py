"""Processes full of threads, each with a database connection of its own."""

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from threading import local
from typing import Any, Self

from tests.storm.database import use_database

PROCESSES = 4
THREADS = 18
"""Together they stay under the 100 connections that PostgreSQL allows by default."""

_threads: ThreadPoolExecutor
_own = local()


class Crowd:
    def __init__(self, database: str) -> None:
        self.processes = ProcessPoolExecutor(
            PROCESSES, multiprocessing.get_context("spawn"), initializer=settle_in, initargs=(database,)
        )

    def __enter__(self) -> Self:
        """With every thread of it connected, so that the first round counts like the others."""
        self.run(connect, [()] * PROCESSES * THREADS)
        return self

    def __exit__(self, *error: object) -> None:
        self.processes.shutdown()

    def run(self, act: Callable[..., Any], calls: Iterable[tuple[Any, ...]]) -> list[Any]:
        """What `act` answered to each of the calls, which run as much at once as there are threads."""
        calls = list(calls)
        shares = [calls[start::PROCESSES] for start in range(PROCESSES)]
        futures = [self.processes.submit(run_share, act, share) for share in shares if share]
        return [answer for future in futures for answer in future.result()]


def settle_in(database: str) -> None:
    global _threads
    use_database(database)
    _threads = ThreadPoolExecutor(THREADS)


def connect() -> None:
    from django.db import connection

    connection.ensure_connection()


def run_share(act: Callable[..., Any], share: list[tuple[Any, ...]]) -> list[Any]:
    return [future.result() for future in [_threads.submit(act, *call) for call in share]]


def who() -> str:
    """A name for each thread of the crowd."""
    if not hasattr(_own, "name"):
        _own.name = f"{os.getpid()}-{id(_own)}-{os.urandom(4).hex()}"
    return str(_own.name)
