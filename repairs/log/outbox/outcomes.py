"""How a try at one row may end, besides the errors that the outside systems name."""

import traceback
from datetime import datetime
from enum import Enum


class Tried(Enum):
    DONE = "done"
    WAITS = "waits"
    TAKEN = "another worker has it"


class DroppedMeanwhile(Exception):
    """What the message was to say does not hold any more."""


class NotYet(Exception):
    """It is not to be sent before `until`, as at night. That is no failed attempt."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until:%Y-%m-%d %H:%M %Z}")
        self.until = until


def place_of(problem: Exception) -> str:
    """Where it went wrong. What an exception says may be personal, so that is not logged."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{last.name}:{last.lineno}"
