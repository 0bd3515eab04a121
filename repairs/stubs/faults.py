"""Ways in which an outside system goes wrong, for the fakes and the stub servers to show on demand."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from random import Random
from threading import Lock


class Fault(StrEnum):
    """Some happen after the request has been taken, the others instead of taking it."""

    DROP = "drop"
    """Takes it, and the reply is lost."""
    MALFORMED = "malformed"
    """Takes it, and answers with something that is not JSON."""
    SLOW = "slow"
    """Takes it, and answers after the caller has stopped waiting."""
    TAKEN_ERROR = "taken-500"
    """Takes it, and answers with an error all the same."""
    CUT = "cut"
    """Takes it, and the connection breaks in the middle of the answer."""
    ERROR = "500"
    BUSY = "429"
    DAILY_LIMIT = "429-daily"
    """Says that enough has been sent for today."""
    NOT_LET_IN = "not-let-in"
    """Says that our key is no good."""
    CLOCK = "clock"
    """Says that our clock is wrong."""
    TRIAL = "trial"
    """Says that our account is for trying things out."""
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
        return self in TAKEN


TAKEN = {
    Fault.DROP,
    Fault.MALFORMED,
    Fault.SLOW,
    Fault.TAKEN_ERROR,
    Fault.CUT,
    Fault.HTML,
    Fault.WRONG_TYPES,
}


EVERYWHERE = (Fault.DROP, Fault.MALFORMED, Fault.SLOW, Fault.ERROR, Fault.BUSY, Fault.REFUSE)


class FaultQueue:
    """What the next requests meet: one fault each, in order, then `always` while it is set, then some by chance.

    `met` counts what requests met. Safe to use by threads.
    """

    def __init__(self, known: Collection[Fault] = EVERYWHERE) -> None:
        self.known = known
        self.always: Fault | None = None
        self.met: Counter[Fault] = Counter()
        self._next: deque[Fault] = deque()
        self._rates: dict[Fault, float] = {}
        self._chance = Random()  # noqa: S311 it decides what goes wrong in a test
        self._lock = Lock()

    def add(self, faults: Iterable[Fault]) -> None:
        with self._lock:
            self._next.extend(faults)

    def set_rates(self, rates: Mapping[Fault, float], seed: int | None = None) -> None:
        """The share of requests that meet each fault: 0.1 is one in ten. The same seed gives the same faults."""
        with self._lock:
            self._rates = dict(rates)
            self._chance.seed(seed)

    def take(self, instead: Fault | None = None) -> Fault | None:
        """What this request meets. `instead` where nothing was asked for."""
        with self._lock:
            fault = self._next.popleft() if self._next else self.always or self._by_chance() or instead
            if fault:
                self.met[fault] += 1
            return fault

    def _by_chance(self) -> Fault | None:
        if not self._rates:
            return None
        point = self._chance.random()
        for fault, rate in self._rates.items():
            if point < rate:
                return fault
            point -= rate
        return None

    def waiting(self) -> list[str]:
        with self._lock:
            return [str(fault) for fault in self._next]

    def rates(self) -> dict[str, float]:
        with self._lock:
            return {str(fault): rate for fault, rate in self._rates.items()}

    def clear(self) -> None:
        with self._lock:
            self.always = None
            self._rates = {}
            self._next.clear()
