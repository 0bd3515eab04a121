"""`POST /faults` of the stub servers."""

from http import HTTPStatus
from typing import Any

from repairs.stubs.faults import Fault, FaultQueue
from repairs.stubs.server import Answer, Asked, Unreadable, as_json

MOST_AT_ONCE = 10_000


def read_faults(asked: Asked, faults: FaultQueue) -> Answer:
    """{"next": ["drop", "500"]} adds to what the next requests meet; an empty list takes back all that is left.

    {"always": "500"} is met by every request after those. Only JSON is read, so that no page in a browser on the same
    machine can send this unasked.
    """
    if asked.headers.get_content_type() != "application/json":
        raise Unreadable("Send application/json.")
    data = asked.json()
    if isinstance(data, dict) and set(data) == {"always"}:
        (faults.always,) = named([data["always"]], faults)
    else:
        chosen = named(data.get("next") if isinstance(data, dict) else None, faults)
        faults.add(chosen) if chosen else faults.clear()
    return as_json(HTTPStatus.OK, {"next": faults.waiting(), **({"always": faults.always} if faults.always else {})})


def named(names: Any, faults: FaultQueue) -> list[Fault]:
    if not isinstance(names, list) or len(names) > MOST_AT_ONCE:
        raise Unreadable('Send {"next": [...]}.')
    by_name = {str(fault): fault for fault in faults.known}
    if not all(isinstance(name, str) and name in by_name for name in names):
        raise Unreadable(f"The faults are: {', '.join(by_name)}.")
    return [by_name[name] for name in names]
