"""Ways in which an outside system goes wrong, for the fakes and the stub servers to show on demand."""

from collections import deque
from collections.abc import Iterable
from enum import StrEnum
from threading import Lock


class Fault(StrEnum):
    """The first three happen after the request has been taken, the others instead of taking it."""

    DROP = "drop"
    """Takes it, and the reply is lost."""
    MALFORMED = "malformed"
    """Takes it, and answers with something that is not JSON."""
    SLOW = "slow"
    """Takes it, and answers after the caller has stopped waiting."""
    ERROR = "500"
    BUSY = "429"
    REFUSE = "refuse"
    """Says that it will never take this one."""

    @property
    def is_taken(self) -> bool:
        return self in {Fault.DROP, Fault.MALFORMED, Fault.SLOW}


class FaultQueue:
    """What the next requests meet, one fault each, in order. Safe to use from several threads."""

    def __init__(self) -> None:
        self._next: deque[Fault] = deque()
        self._lock = Lock()

    def add(self, faults: Iterable[Fault]) -> None:
        with self._lock:
            self._next.extend(faults)

    def take(self) -> Fault | None:
        with self._lock:
            return self._next.popleft() if self._next else None

    def waiting(self) -> list[str]:
        with self._lock:
            return [str(fault) for fault in self._next]

    def clear(self) -> None:
        with self._lock:
            self._next.clear()
