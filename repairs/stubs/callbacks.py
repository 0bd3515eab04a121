"""Tells the service what happened at a stand-in, and again after a while where it was not heard."""

import heapq
import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random
from threading import Condition, Thread
from typing import Any
from urllib.parse import urlsplit

from repairs.calls import NeverArrived, NoAnswer, call

WAITS = (1.0, 4.0, 15.0, 60.0)
TIMEOUT_SECONDS = 5
LATE_SECONDS = 3.0
GOES_WRONG = ("duplicate", "shuffle", "lose")


class Callbacks:
    """One thread sends. `waits` is in seconds, between one attempt and the next.

    `site` is the public address of the service, where `url` reaches it at another.

    At the rates that are set, one is sent twice, or so late that others overtake it, or never.
    """

    def __init__(
        self, url: str, waits: Sequence[float] = WAITS, late_seconds: float = LATE_SECONDS, site: str = ""
    ) -> None:
        self.url = url
        public = urlsplit(site)
        self.asked_of = {"Host": public.netloc, "X-Forwarded-Proto": public.scheme} if public.netloc else {}
        self.waits = waits
        self.late_seconds = late_seconds
        self.counts: Counter[str] = Counter()
        self.rates: Mapping[str, float] = {}
        self._chance = Random()  # noqa: S311 it decides what goes wrong in a test
        self._order = itertools.count()
        self._due: list[tuple[float, int, int, bytes]] = []
        self._changed = Condition()
        self._stopping = False
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def go_wrong(self, rates: Mapping[str, float], seed: int | None) -> None:
        with self._changed:
            self.rates = rates
            self._chance.seed(seed)

    def headers(self, body: bytes) -> dict[str, str]:
        """What shows who sends it."""
        return {}

    def tell(self, what: Mapping[str, Any], after_seconds: float = 0) -> None:
        body = json.dumps(what, ensure_ascii=False).encode()
        with self._changed:
            if self._meets("lose"):
                return
            for _ in range(2 if self._meets("duplicate") else 1):
                late = self._chance.uniform(0, self.late_seconds) if self._meets("shuffle") else 0
                self._put(body, 0, after_seconds + late)

    def waiting(self) -> int:
        with self._changed:
            return len(self._due)

    def wait_until(self, told: Callable[[], bool], most_seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(told, most_seconds)

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(TIMEOUT_SECONDS + 1)

    def _meets(self, what: str) -> bool:
        if self._chance.random() >= self.rates.get(what, 0):
            return False
        self.counts[what] += 1
        return True

    def _put(self, body: bytes, attempt: int, wait: float) -> None:
        heapq.heappush(self._due, (time.monotonic() + wait, next(self._order), attempt, body))
        self._changed.notify_all()

    def _run(self) -> None:
        while (taken := self._next()) is not None:
            attempt, body = taken
            heard = self._send(body)
            with self._changed:
                self.counts["heard" if heard else "unheard"] += 1
                if not heard and attempt < len(self.waits):
                    self._put(body, attempt + 1, self.waits[attempt])
                self._changed.notify_all()

    def _next(self) -> tuple[int, bytes] | None:
        with self._changed:
            while not self._stopping:
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is not None and wait <= 0:
                    _, _, attempt, body = heapq.heappop(self._due)
                    return attempt, body
                self._changed.wait(wait)
        return None

    def _send(self, body: bytes) -> bool:
        headers = {"Content-Type": "application/json", **self.asked_of, **self.headers(body)}
        try:
            return 200 <= call("POST", self.url, timeout=TIMEOUT_SECONDS, headers=headers, content=body).status < 300
        except (NeverArrived, NoAnswer):
            return False
