"""Homes at which the fake and the stand-in scheduler go wrong, so that every failure can be tried out.

The last five digits of the UPRN decide. The faults that come after the appointment was taken happen once for each:
asked again with its key, it is answered properly. The others happen every time.
"""

from repairs.stubs.faults import Fault

FAULT_OF_UPRN_ENDING = {
    "99911": Fault.DROP,
    "99912": Fault.ERROR,
    "99913": Fault.BUSY,
    "99914": Fault.SLOW,
    "99915": Fault.MALFORMED,
    "99916": Fault.REFUSE,
    "99917": Fault.SLOT_GONE,
}


def fault_at_home(uprn: str, *, is_new: bool) -> Fault | None:
    fault = FAULT_OF_UPRN_ENDING.get(uprn[-5:])
    return None if fault and fault.is_taken and not is_new else fault
