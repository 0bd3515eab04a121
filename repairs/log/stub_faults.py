"""`POST /faults` of the stub servers."""

from http import HTTPStatus

from repairs.log.faults import Fault, FaultQueue
from repairs.log.stub_http import Answer, Asked, Unreadable, as_json

MOST_AT_ONCE = 10_000


def read_faults(asked: Asked, faults: FaultQueue) -> Answer:
    """{"next": ["drop", "500"]} adds to what the next requests meet; an empty list takes back what is left.

    Only JSON is read, so that no page in a browser on the same machine can send this unasked.
    """
    if asked.headers.get_content_type() != "application/json":
        raise Unreadable("Send application/json.")
    data = asked.json()
    names = data.get("next") if isinstance(data, dict) else None
    if not isinstance(names, list) or len(names) > MOST_AT_ONCE:
        raise Unreadable('Send {"next": [...]}.')
    try:
        chosen = [Fault(name) for name in names]
    except ValueError:
        raise Unreadable(f"The faults are: {', '.join(Fault)}.") from None
    faults.add(chosen) if chosen else faults.clear()
    return as_json(HTTPStatus.OK, {"next": faults.waiting()})
