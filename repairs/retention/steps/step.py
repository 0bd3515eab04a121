from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from repairs.council.kept_for import KeptFor


@dataclass(frozen=True)
class Moment:
    """Now, and how long the council keeps what."""

    now: datetime
    kept: KeptFor


@dataclass(frozen=True)
class Step:
    name: str
    words: str
    """What was forgotten, to follow a number and a colon."""
    waiting: Callable[[Moment], int]
    """How many there are to forget."""
    batches: Callable[[Moment], Iterator[int]]
    """Forgets some, says how many, and goes on with the next when it is asked."""
