"""One call to the HMS, and what its kind allows after a reply that was lost."""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings

from repairs.log.hms import HousingSystemDown, Kind, OrderRejected, kind_of_housing_system
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.outbox.claiming import is_under_way
from repairs.log.outbox.lane import Call
from repairs.log.outbox.outcomes import NOT_TRIED, Outcome, Result, went_wrong

Kept = Mapping[str, Any]
NOBODY_KNOWS = "no answer came, and only a person can tell whether it arrived"


def call_to_hms(row: OutboxRow, find: Callable[[], Kept | None], send: Callable[[], Kept]) -> Call | Result:
    """`find` gives what the row keeps when the HMS has it, and `send` when it takes it.

    Idempotent: sent again, with its key. Searchable: looked up first, once it must be there to be found. Blind: never
    sent again by a machine, whether an answer was lost or the worker died while it waited for one.
    """
    kind = kind_of_housing_system()
    if kind is Kind.IDEMPOTENT:
        return Calling(row, kind, find, send)
    if kind is Kind.BLIND and row.outcome_unknown:
        return Result(Outcome.UNKNOWN, NOBODY_KNOWS, unknown=True, for_person=True)
    if not is_under_way(row, found_at_the_latest() if kind is Kind.SEARCHABLE else timedelta()):
        return NOT_TRIED
    return Calling(row, kind, find, send)


def found_at_the_latest() -> timedelta:
    """From now: after the call and a look-up before it have ended, and the HMS has had its time to find it."""
    return timedelta(seconds=2 * settings.HMS_TIMEOUT_SECONDS + settings.HMS_LAG_SECONDS)


class Calling:
    def __init__(self, row: OutboxRow, kind: Kind, find: Callable[[], Kept | None], send: Callable[[], Kept]) -> None:
        self.kind, self.find, self.send = kind, find, send
        self.was_unknown = row.outcome_unknown
        self.begin_by = time.monotonic() + settings.OUTBOX_LEASE_SECONDS / 2

    def __call__(self) -> Result:
        if time.monotonic() > self.begin_by:
            # This process stood still for so long that another may have the row.
            return NOT_TRIED
        looked = False
        try:
            if self.was_unknown and self.kind is Kind.SEARCHABLE:
                if (kept := self.find()) is not None:
                    return Result(Outcome.SENT, answered=True, kept=kept)
                looked = True
            return Result(Outcome.SENT, answered=True, kept=self.send())
        except HousingSystemDown as problem:
            return self.without_answer(problem, problem.outcome_unknown or (self.was_unknown and not looked))
        except OrderRejected as problem:
            # Also where an earlier one may have arrived: a person sees both.
            unknown = self.was_unknown and not looked
            return Result(Outcome.REFUSED, problem.reason, unknown=unknown, for_person=True, answered=True)
        except Exception as problem:  # one poisoned row must not stop the others
            return went_wrong(problem, unknown=True)

    def without_answer(self, problem: HousingSystemDown, unknown: bool) -> Result:
        wait = problem.retry_after or 0
        if unknown and self.kind is Kind.SEARCHABLE:
            wait = max(wait, settings.HMS_LAG_SECONDS)
        return Result(
            Outcome.UNKNOWN if unknown else Outcome.LATER,
            problem.reason,
            unknown=unknown,
            for_person=unknown and self.kind is Kind.BLIND,
            answered=False,
            retry_after=wait,
        )
