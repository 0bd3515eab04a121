"""Ways in which an outside system goes wrong, for the fakes and the stub servers to show on demand."""

from collections import deque
from collections.abc import Collection, Iterable
from enum import StrEnum
from threading import Lock


class Fault(StrEnum):
    """Some happen after the request has been taken, the others instead of taking it."""

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

    HTML = "html"
    """Takes it, and answers with a page for people."""
    WRONG_TYPES = "wrong-types"
    """Takes it, and answers with JSON of another shape."""
    SLOT_GONE = "slot-gone"
    NO_SLOTS = "no-slots"

    @property
    def is_taken(self) -> bool:
        return self in {Fault.DROP, Fault.MALFORMED, Fault.SLOW, Fault.HTML, Fault.WRONG_TYPES}


EVERYWHERE = (Fault.DROP, Fault.MALFORMED, Fault.SLOW, Fault.ERROR, Fault.BUSY, Fault.REFUSE)


class FaultQueue:
    """What the next requests meet: one fault each, in order, then `always` while it is set. Safe to use by threads."""

    def __init__(self, known: Collection[Fault] = EVERYWHERE) -> None:
        self.known = known
        self.always: Fault | None = None
        self._next: deque[Fault] = deque()
        self._lock = Lock()

    def add(self, faults: Iterable[Fault]) -> None:
        with self._lock:
            self._next.extend(faults)

    def take(self) -> Fault | None:
        with self._lock:
            return self._next.popleft() if self._next else self.always

    def waiting(self) -> list[str]:
        with self._lock:
            return [str(fault) for fault in self._next]

    def clear(self) -> None:
        with self._lock:
            self.always = None
            self._next.clear()
