"""Homes at which the fake and the stub housing system go wrong, so that every failure can be tried out.

The last five digits of the UPRN decide. The faults that come after the order was taken happen once for each order:
sent again with its key, the order is answered properly. The others happen every time.
"""

from repairs.log.hms.message import WorksOrderMessage
from repairs.stubs.faults import Fault

FAULT_OF_UPRN_ENDING = {
    "99901": Fault.DROP,
    "99902": Fault.ERROR,
    "99903": Fault.BUSY,
    "99904": Fault.SLOW,
    "99905": Fault.MALFORMED,
    "99906": Fault.REFUSE,
}


def fault_at_home(order: WorksOrderMessage, *, is_new: bool) -> Fault | None:
    fault = next((FAULT_OF_UPRN_ENDING[uprn[-5:]] for uprn in uprns(order) if uprn[-5:] in FAULT_OF_UPRN_ENDING), None)
    return None if fault and fault.is_taken and not is_new else fault


def uprns(order: WorksOrderMessage) -> list[str]:
    return [reference.id for home in order.site.property for unit in home.unit for reference in unit.reference]
