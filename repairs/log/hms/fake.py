"""A housing system in memory, for tests and for trying things without a server."""

from threading import Lock

from repairs.log.faults import Fault, FaultQueue
from repairs.log.hms import HousingSystemDown, OrderRejected
from repairs.log.hms.magic import fault_at_home
from repairs.log.hms.message import WorksOrderMessage


class FakeHousingSystem:
    """`orders` holds what was taken, by key. `faults` decides what the next orders meet."""

    def __init__(self) -> None:
        self.orders: dict[str, WorksOrderMessage] = {}
        self.faults = FaultQueue()
        self._lock = Lock()

    def raise_order(self, order: WorksOrderMessage, *, key: str) -> str:
        with self._lock:
            fault = self.faults.take() or fault_at_home(order, is_new=key not in self.orders)
            if fault and not fault.is_taken:
                raise refusal(fault)
            if self.orders.setdefault(key, order) != order:
                raise OrderRejected("the HMS refused the order (409)")
            if fault:
                raise HousingSystemDown(f"no answer that can be read ({fault})", outcome_unknown=True)
            return f"NM-{list(self.orders).index(key) + 1:06d}"

    def forget(self) -> None:
        """Empty again, as between two tests."""
        with self._lock:
            self.orders.clear()
            self.faults.clear()


def refusal(fault: Fault) -> HousingSystemDown | OrderRejected:
    if fault is Fault.BUSY:
        return HousingSystemDown("the HMS is busy (429)", outcome_unknown=False, retry_after=1)
    if fault is Fault.ERROR:
        return HousingSystemDown("the HMS answered 500", outcome_unknown=True)
    return OrderRejected("the HMS refused the order (422): Site.Property")
