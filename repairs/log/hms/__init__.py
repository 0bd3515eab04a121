"""The council's housing management system (HMS): it takes works orders and gives them its own number."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from repairs.log.hms.job_state import JobState
from repairs.log.hms.message import WorksOrderMessage
from repairs.log.hms.status_update import JobStatusUpdate


class Kind(StrEnum):
    """What the HMS can do about a reply that was lost, which decides what may be sent again."""

    IDEMPOTENT = "idempotent"
    """The same key is one order or one update, however often it is sent: send it again."""
    SEARCHABLE = "searchable"
    """It passes over keys, but can be asked what it has: look before sending again."""
    BLIND = "blind"
    """Neither: only a person can tell, and nothing is sent again."""


class HousingSystemDown(Exception):
    """Try again later, with the same key.

    `outcome_unknown` is True when the HMS may have taken what was sent although no answer came. It is always True for
    a look-up, after which what was not known is still not known.
    `retry_after` is in seconds, where the HMS has said so.
    """

    def __init__(self, reason: str, *, outcome_unknown: bool, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outcome_unknown = outcome_unknown
        self.retry_after = retry_after


class OrderRejected(Exception):
    """The HMS will never take this order, or this change of one, as it is: a person must look.

    `reason` holds nothing personal.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class JobStates:
    """One page of what became of jobs, oldest first."""

    states: Sequence[JobState]
    cursor: str
    """What to ask with next. It stays the same while nothing is new."""
    more: bool
    """There is another page now."""
    unreadable: int = 0
    """How many were passed over."""


class HousingSystem(Protocol):
    """Every method raises HousingSystemDown, and the first two OrderRejected too."""

    def raise_order(self, order: WorksOrderMessage, *, key: str) -> str:
        """Gives the HMS a works order, and returns the HMS's number for it.

        To an idempotent HMS the same order with the same key is one order, however often it is sent.
        """
        ...

    def update_order(self, update: JobStatusUpdate, *, key: str) -> None:
        """Tells the HMS that an order that it has was moved or cancelled, or has a note or photos added.

        To an idempotent HMS the same update with the same key is one update, however often it is sent. The last one
        sent holds.
        """
        ...

    def find_order(self, reference: str) -> str | None:
        """The HMS's number of the order with our reference, the oldest where there are several.

        None means that it is not there or not to be seen yet: an order may be `HMS_LAG_SECONDS` late to be found.
        Not for a blind HMS.
        """
        ...

    def find_update(self, update: JobStatusUpdate) -> bool:
        """Whether the HMS has this update of the order that it names. It may be as late to be found as an order.

        Not for a blind HMS.
        """
        ...

    def job_states(self, since: str = "") -> JobStates:
        """What became of jobs after the cursor `since`; everything that the HMS still knows for an empty one."""
        ...


def housing_system() -> HousingSystem:
    """The one that `HMS_CLIENT` names: a class that is made without arguments and shared by threads."""
    return _made(settings.HMS_CLIENT)


def kind_of_housing_system() -> Kind:
    """As `HMS_KIND` says."""
    return Kind(settings.HMS_KIND)


@cache
def _made(path: str) -> HousingSystem:
    client: HousingSystem = import_string(path)()
    return client
