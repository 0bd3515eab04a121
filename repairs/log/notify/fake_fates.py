"""What becomes of messages that the fake Notify has taken, and how many it takes in a minute."""

import time
from collections import deque
from collections.abc import Mapping
from random import Random
from threading import Lock

MOST_A_MINUTE = 3000
FAILURES = ("permanent-failure", "temporary-failure", "technical-failure")


class Fates:
    """All arrive, but for a share of each failure. The same seed gives the same."""

    def __init__(self) -> None:
        self.rates: Mapping[str, float] = {}
        self._chance = Random()  # noqa: S311 it decides what goes wrong in a test
        self._lock = Lock()

    def set_rates(self, rates: Mapping[str, float], seed: int | None) -> None:
        with self._lock:
            self.rates = dict(rates)
            self._chance.seed(seed)

    def next(self) -> str:
        with self._lock:
            point = self._chance.random()
            for failure, rate in self.rates.items():
                if point < rate:
                    return failure
                point -= rate
        return "delivered"


class Pace:
    """So many in any sixty seconds, as Notify counts."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken: deque[float] = deque()
        self._lock = Lock()

    def allows_one_more(self) -> bool:
        now = time.monotonic()
        with self._lock:
            while self._taken and self._taken[0] <= now - 60:
                self._taken.popleft()
            if len(self._taken) >= self.most:
                return False
            self._taken.append(now)
            return True
