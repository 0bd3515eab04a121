"""Delivering rows that were claimed: several calls at once, and one thread that has the database."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from repairs.log.models.outbox_row import OutboxRow
from repairs.log.outbox import breaker
from repairs.log.outbox.claiming import hold_longer
from repairs.log.outbox.lane import Call, Lane
from repairs.log.outbox.outcomes import NOT_TRIED, Result, went_wrong
from repairs.log.outbox.settling import settle

Row = TypeVar("Row", bound=OutboxRow)

SETTLED_TOGETHER = 1000
SETTLED_AFTER = 0.1
"""Seconds that a result may wait for others to be written with."""
BEGUN_WITHIN = 5
"""Seconds. What is not begun by then goes back: others may take it, and an emergency may have come in meanwhile."""
PAUSES = (0.2, 0.5, 1, 2, 4)
"""Seconds between tries at writing, while the database restarts."""


class Batch(Generic[Row]):
    """Rows of one claim. With one call at a time no thread is used."""

    def __init__(self, lane: Lane[Row], rows: Sequence[Row], pool: ThreadPoolExecutor, at_once: int) -> None:
        self.lane, self.pool, self.at_once = lane, pool, at_once
        self.waiting = deque(rows)
        self.under_way: dict[int, Row] = {}
        self.answers: SimpleQueue[tuple[Row, Result]] = SimpleQueue()
        self.ended: list[tuple[Row, Result]] = []
        self.failing = 0
        """Calls in a row without an answer."""
        self.last_settled = self.last_held = self.claimed = time.monotonic()

    def deliver(self) -> list[bool | None]:
        """Whether the outside system answered, for each row that was tried."""
        answered: list[bool | None] = []
        while self.waiting or self.under_way or self.ended:
            if self.waiting and len(self.under_way) < self.at_once:
                self.begin(self.waiting.popleft())
            else:
                self.ended += self.collect()
            self.keep_hold()
            if self.waiting and time.monotonic() - self.claimed > BEGUN_WITHIN:
                self.leave_rest()
            if self.is_time_to_settle():
                answered += self.settle()
        return answered

    def begin(self, row: Row) -> None:
        try:
            call = self.lane.prepare(row)
        except Exception as problem:  # one poisoned row must not stop the others
            call = went_wrong(problem, unknown=row.outcome_unknown)
        if isinstance(call, Result):
            self.ended.append((row, call))
            return
        if self.at_once == 1:
            self.ended.append((row, self.note_answer(call())))
        else:
            self.under_way[row.pk] = row
            self.pool.submit(self.make, row, call)

    def make(self, row: Row, call: Call) -> None:
        self.answers.put((row, call()))

    def collect(self) -> list[tuple[Row, Result]]:
        """At least one, unless it takes long."""
        found = []
        try:
            if self.under_way:
                found.append(self.answers.get(timeout=SETTLED_AFTER if self.ended else 1))
            while True:
                found.append(self.answers.get_nowait())
        except Empty:
            for row, result in found:
                del self.under_way[row.pk]
                self.note_answer(result)
            return found

    def note_answer(self, result: Result) -> Result:
        if result.answered is not None:
            self.failing = 0 if result.answered else self.failing + 1
        return result

    def keep_hold(self) -> None:
        if time.monotonic() - self.last_held > settings.OUTBOX_LEASE_SECONDS / 3:
            hold_longer([*self.under_way.values(), *self.waiting, *(row for row, _ in self.ended)])
            self.last_held = time.monotonic()

    def is_time_to_settle(self) -> bool:
        if not self.ended or len(self.ended) >= SETTLED_TOGETHER or self.failing >= breaker.FAILURES:
            return bool(self.ended)
        return not (self.waiting or self.under_way) or time.monotonic() - self.last_settled > SETTLED_AFTER

    def settle(self) -> list[bool | None]:
        ended, self.ended = self.ended, []
        surely(lambda: settle(self.lane, ended))
        self.last_settled = time.monotonic()
        answered = [result.answered for _, result in ended if result.outcome is not None]
        failures = [result.problem for _, result in ended if result.answered is False]
        breaker.note(self.lane.system, (one for one in answered if one is not None), failures[-1] if failures else "")
        if failures and self.waiting and breaker.is_closed(self.lane.system):
            self.leave_rest()
        return answered

    def leave_rest(self) -> None:
        self.ended += [(row, NOT_TRIED) for row in self.waiting]
        self.waiting.clear()


def surely(write: Callable[[], None]) -> None:
    """What the HMS has said is not lost with a database that restarts."""
    for pause in PAUSES:
        try:
            return write()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(pause)
    return write()
