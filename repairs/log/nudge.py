"""Asks the workers to look at once. When nobody hears it, the sweep finds the row a few seconds later.

A thread of its own asks: Redis has nothing to do with how long a resident waits, however it fails.
"""

import time
from collections.abc import Callable
from threading import Event, Lock, Thread

import structlog
from django.conf import settings

from repairs.log.models import Repair

log = structlog.get_logger(__name__)

SILENT_SECONDS = 10
"""After nobody heard it."""
EXPIRES_SECONDS = 10
"""A sweep has been round twice by then."""
REST_SECONDS = 1
"""After each. A sweep takes ten reports for little more than one, and nobody waits longer than that for another."""


def rest() -> None:
    time.sleep(REST_SECONDS)


class Nudges:
    """Many that come together, or while it rests, are one: a sweep takes all that is due."""

    def __init__(self, rest: Callable[[], object] = rest) -> None:
        self.rest = rest
        self.wanted = Event()
        self.silent_until = 0.0
        self._lock = Lock()
        self._thread: Thread | None = None

    def ask(self) -> None:
        """Returns at once."""
        if time.monotonic() < self.silent_until:
            return
        self.wanted.set()
        with self._lock:
            # None yet, or left behind by the process that this one was forked from.
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self.run, name="nudges", daemon=True)
                self._thread.start()

    def run(self) -> None:
        while self.wanted.wait():
            self.wanted.clear()
            self.send()
            self.rest()

    def send(self) -> None:
        from repairs.log.tasks import sweep_outbox

        try:
            sweep_outbox.apply_async(expires=EXPIRES_SECONDS)
        except Exception as error:  # a broker that is away must never end the thread
            self.silent_until = time.monotonic() + SILENT_SECONDS
            log.warning("nudge_not_heard", error=type(error).__name__)


nudges = Nudges()


def nudge_outbox(repair: Repair | None = None) -> None:
    if settings.REDIS_URL:
        nudges.ask()
