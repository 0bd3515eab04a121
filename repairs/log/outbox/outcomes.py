"""How a try at one row ended."""

import traceback
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from repairs.log.models import DeliveryAttempt
from repairs.log.notify.bars import Bar

Outcome = DeliveryAttempt.Outcome


class Result(NamedTuple):
    """`outcome` is None for a row that was claimed and not tried: it goes back as it was."""

    outcome: Outcome | None
    problem: str = ""
    unknown: bool = False
    """It may have arrived, now or at an earlier try."""
    for_person: bool = False
    answered: bool | None = None
    """Whether the outside system gave an answer. None where it was not asked."""
    retry_after: int | None = None
    not_before: datetime | None = None
    bad_recipient: bool = False
    """The number or the address is at fault: there may be another."""
    bar: Bar | None = None
    """What keeps all messages from going."""
    kept: Mapping[str, Any] = MappingProxyType({})
    """What the row keeps of the answer, such as the number of the order."""


NOT_TRIED = Result(None)


class DroppedMeanwhile(Exception):
    """What the message was to say does not hold any more."""


class NotYet(Exception):
    """It is not to be sent before `until`, as at night. That is no failed attempt."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until:%Y-%m-%d %H:%M %Z}")
        self.until = until


def went_wrong(problem: Exception, *, unknown: bool) -> Result:
    """An error of ours. What it says may be personal, so only its kind and place are kept."""
    return Result(Outcome.FAILED, f"{type(problem).__name__} at {place_of(problem)}", unknown=unknown)


def place_of(problem: Exception) -> str:
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{last.name}:{last.lineno}"
