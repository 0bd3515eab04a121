"""`POST /faults` and `DELETE /faults` of the stub servers."""

from http import HTTPStatus
from typing import Any

from repairs.stubs.faults import Fault, FaultQueue
from repairs.stubs.server import Answer, Asked, Unreadable, as_json

MOST_AT_ONCE = 10_000


def read_faults(asked: Asked, faults: FaultQueue) -> Answer:
    """{"next": ["drop", "500"]} adds to what the next requests meet; an empty list takes back all that is left.

    {"always": "500"} is met by every request after those. {"rates": {"drop": 0.1}, "seed": 7} is met by one request in
    ten; without a seed they differ from run to run.
    """
    data = faults_asked_for(asked)
    if set(data) == {"always"}:
        (faults.always,) = named([data["always"]], faults)
    elif "rates" in data:
        faults.set_rates(read_rates(data["rates"], faults), read_seed(data))
    else:
        chosen = named(data.get("next"), faults)
        faults.add(chosen) if chosen else faults.clear()
    return faults_set(faults)


def no_faults(faults: FaultQueue) -> Answer:
    """Everything works from now on. What was met stays counted."""
    faults.clear()
    return faults_set(faults)


def faults_set(faults: FaultQueue) -> Answer:
    always = {"always": faults.always} if faults.always else {}
    rates = {"rates": faults.rates()} if faults.rates() else {}
    return as_json(HTTPStatus.OK, {"next": faults.waiting(), **always, **rates})


def faults_asked_for(asked: Asked) -> dict[str, Any]:
    """Only JSON is read, so that no page in a browser on the same machine can send this unasked."""
    if asked.headers.get_content_type() != "application/json":
        raise Unreadable("Send application/json.")
    data = asked.json()
    if not isinstance(data, dict):
        raise Unreadable('Send {"next": [...]}.')
    return data


def named(names: Any, faults: FaultQueue) -> list[Fault]:
    if not isinstance(names, list) or len(names) > MOST_AT_ONCE:
        raise Unreadable('Send {"next": [...]}.')
    by_name = {str(fault): fault for fault in faults.known}
    if not all(isinstance(name, str) and name in by_name for name in names):
        raise Unreadable(f"The faults are: {', '.join(by_name)}.")
    return [by_name[name] for name in names]


def read_rates(given: Any, faults: FaultQueue) -> dict[Fault, float]:
    shares = read_shares(given)
    return dict(zip(named(list(shares), faults), shares.values(), strict=True))


def read_shares(given: Any, most: float = 1) -> dict[str, float]:
    """Each from 0 to 1, and at most `most` together."""
    if not isinstance(given, dict) or not all(is_share(share) for share in given.values()):
        raise Unreadable('Send shares from 0 to 1: {"rates": {"drop": 0.1}}.')
    if sum(given.values()) > most:
        raise Unreadable(f"The rates are more than {most} together.")
    return given


def is_share(share: Any) -> bool:
    return isinstance(share, int | float) and not isinstance(share, bool) and 0 <= share <= 1


def read_seed(data: dict[str, Any]) -> int | None:
    seed = data.get("seed")
    if seed is not None and (not isinstance(seed, int) or isinstance(seed, bool)):
        raise Unreadable("A seed is a whole number.")
    return seed
