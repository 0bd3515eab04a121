"""The council's housing management system (HMS): it takes works orders and gives them its own number."""

from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from repairs.log.hms.message import WorksOrderMessage
from repairs.log.hms.status_update import JobStatusUpdate


class HousingSystemDown(Exception):
    """Try again later, with the same key.

    `outcome_unknown` is True when the HMS may have taken the order although no answer came.
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


class HousingSystem(Protocol):
    def raise_order(self, order: WorksOrderMessage, *, key: str) -> str:
        """Gives the HMS a works order, and returns the HMS's number for it.

        The same order with the same key makes one order, however often it is sent.
        Raises HousingSystemDown or OrderRejected.
        """
        ...

    def update_order(self, update: JobStatusUpdate, *, key: str) -> None:
        """Tells the HMS that an order that it has was moved to another time, or cancelled.

        The same update with the same key is one update, however often it is sent. The last one sent holds.
        Raises HousingSystemDown or OrderRejected.
        """
        ...


def housing_system() -> HousingSystem:
    """The one that `HMS_CLIENT` names: a class that is made without arguments and shared by threads."""
    return _made(settings.HMS_CLIENT)


@cache
def _made(path: str) -> HousingSystem:
    client: HousingSystem = import_string(path)()
    return client
