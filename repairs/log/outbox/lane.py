"""What the outbox needs to know of each kind of row that it delivers."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from repairs.log.models import DeliveryAttempt, OutsideSystem
from repairs.log.models.outbox_row import Moment, OutboxQuerySet, OutboxRow
from repairs.log.outbox.outcomes import Result

Row = TypeVar("Row", bound=OutboxRow)

Call = Callable[[], Result]
"""Made in a thread that has no database. It never raises."""


class Lane(Protocol[Row]):
    row: DeliveryAttempt.Row
    system: OutsideSystem.Name
    logged_as: str

    def ready(self, now: Moment) -> OutboxQuerySet[Row]:
        """What may be claimed, first things first."""
        ...

    def rows(self) -> OutboxQuerySet[Row]:
        """With all that is needed to deliver one."""
        ...

    def take(self, now: datetime, most: int) -> Sequence[Row]:
        """Claims rows that are ready, and returns those that no other worker has taken since."""
        ...

    def prepare(self, row: Row) -> Call | Result:
        """All that needs the database. A result where there is nothing to call. May raise what goes wrong here."""
        ...

    def follow(self, ended: Sequence[tuple[Row, Result]], now: datetime) -> None:
        """What else is written, in the same transaction as the ends of these rows."""
        ...
