"""Residents who report one after the other, together at a steady number of requests a second."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any, Self

from tests.faults.people import spread
from tests.upgrade.resident import Home, Pace, Resident, Walk

AT_ONCE = 16


class Traffic:
    """From when it is entered until it is left. Whoever has begun then still goes on to the end."""

    def __init__(self, site: str, homes: Iterator[tuple[int, Home]], a_second: float, photo: bytes = b"") -> None:
        self.site, self.homes, self.pace, self.photo = site, homes, Pace(a_second), photo
        self.walks: list[Walk] = []
        self.lock, self.over = threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self.report_again_and_again, daemon=True) for _ in range(AT_ONCE)]

    def __enter__(self) -> Self:
        self.begun = time.monotonic()
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()
        self.seconds = time.monotonic() - self.begun

    def report_again_and_again(self) -> None:
        while not self.over.is_set():
            with self.lock:
                number, home = next(self.homes)
            walk = Resident(self.site, home, number, self.pace, self.photo).reports()
            with self.lock:
                self.walks.append(walk)

    @property
    def references(self) -> list[str]:
        return [walk.reference for walk in self.walks if walk.reference]

    @property
    def failed(self) -> Counter[str]:
        return Counter(reason for walk in self.walks for reason in walk.failed)

    def figures(self) -> dict[str, Any]:
        requests = sum(walk.requests for walk in self.walks)
        return {
            "requests": requests,
            "requests a second": round(requests / self.seconds, 1),
            "journeys": len(self.walks),
            "reports told of": len(self.references),
            "failed": self.failed.total(),
            "why": dict(self.failed),
            "seconds of an answer": spread(seconds for walk in self.walks for seconds in walk.seconds),
        }
