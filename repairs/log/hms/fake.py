"""A housing system in memory, for tests and for trying things without a server."""

import uuid
from datetime import UTC, datetime
from threading import Lock

from repairs.log.hms import HousingSystemDown, JobStates, OrderRejected
from repairs.log.hms.job_state import Happened, JobState, UpdateId
from repairs.log.hms.magic import fault_at_home
from repairs.log.hms.message import Reference, WorksOrderMessage
from repairs.log.hms.status_update import JobStatusUpdate
from repairs.stubs.faults import Fault, FaultQueue

PAGE = 100


class FakeHousingSystem:
    """`orders` and `updates` hold what was taken, by key. `faults` decides what the next ones meet.

    `happened` is what the HMS has to tell of its jobs. What was taken is found at once, unless `is_late`.
    """

    def __init__(self) -> None:
        self.orders: dict[str, WorksOrderMessage] = {}
        self.updates: dict[str, JobStatusUpdate] = {}
        self.happened: list[JobState] = []
        self.is_late = False
        self.faults = FaultQueue()
        self._lock = Lock()

    def raise_order(self, order: WorksOrderMessage, *, key: str) -> str:
        with self._lock:
            fault = self.faults.take() or fault_at_home(order, is_new=key not in self.orders)
            if fault and not fault.is_taken:
                raise refusal(fault, "order (422): Site.Property")
            if self.orders.setdefault(key, order) != order:
                raise OrderRejected("the HMS refused the order (409)")
            if fault:
                raise HousingSystemDown(f"no answer that can be read ({fault})", outcome_unknown=True)
            return self._numbers()[key]

    def update_order(self, update: JobStatusUpdate, *, key: str) -> None:
        with self._lock:
            fault = self.faults.take()
            if fault and not fault.is_taken:
                raise refusal(fault, "change (422)")
            if update.related_work_order_reference.id not in self._numbers().values():
                raise OrderRejected("the HMS refused the change (422): RelatedWorkOrderReference.ID")
            if self.updates.setdefault(key, update) != update:
                raise OrderRejected("the HMS refused the change (409)")
            if fault:
                raise HousingSystemDown(f"no answer that can be read ({fault})", outcome_unknown=True)

    def find_order(self, reference: str) -> str | None:
        with self._lock:
            self._look_up()
            if self.is_late:
                return None
            found = (
                number
                for order, number in zip(self.orders.values(), self._numbers().values(), strict=True)
                if reference in {given.id for given in order.reference}
            )
            return next(found, None)

    def find_update(self, update: JobStatusUpdate) -> bool:
        with self._lock:
            self._look_up()
            known = self.updates_of(update.related_work_order_reference.id)
            return not self.is_late and any(update.is_what_happened(one.other_type, one.event_time) for one in known)

    def job_states(self, since: str = "") -> JobStates:
        with self._lock:
            self._look_up()
            start = int(since or 0)
            page = self.happened[start : start + PAGE]
            return JobStates(page, str(start + len(page)), more=start + len(page) < len(self.happened))

    def happen(self, number: str, what: Happened) -> JobState:
        """Something happens to the job, which `job_states` tells."""
        with self._lock:
            state = JobState(
                reference=UpdateId(ID=f"happened-{uuid.uuid4()}"),
                related_work_order_reference=Reference(ID=number),
                sequence=len(self.happened) + 1,
                event_time=datetime.now(UTC),
                other_type=what.value,
            )
            self.happened.append(state)
            return state

    def _look_up(self) -> None:
        fault = self.faults.take()
        if fault:
            raise HousingSystemDown(
                f"no answer that can be read ({fault})",
                outcome_unknown=True,
                retry_after=1 if fault is Fault.BUSY else None,
            )

    def _numbers(self) -> dict[str, str]:
        return {key: f"NM-{place:06d}" for place, key in enumerate(self.orders, start=1)}

    def updates_of(self, number: str) -> list[JobStatusUpdate]:
        """In the order in which they came."""
        return [update for update in self.updates.values() if update.related_work_order_reference.id == number]

    def forget(self) -> None:
        """Empty again, as between two tests."""
        with self._lock:
            self.orders.clear()
            self.updates.clear()
            self.happened.clear()
            self.is_late = False
            self.faults.clear()


def refusal(fault: Fault, refused: str) -> HousingSystemDown | OrderRejected:
    if fault is Fault.BUSY:
        return HousingSystemDown("the HMS is busy (429)", outcome_unknown=False, retry_after=1)
    if fault is Fault.ERROR:
        return HousingSystemDown("the HMS answered 500", outcome_unknown=True)
    return OrderRejected(f"the HMS refused the {refused}")
