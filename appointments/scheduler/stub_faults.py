"""What the stand-in scheduler answers when it refuses, and when it goes wrong."""

from dataclasses import replace
from http import HTTPStatus

from pydantic import ValidationError

from repairs.stubs.faults import Fault
from repairs.stubs.server import Answer, as_json
from repairs.stubs.spoiled import spoiled as spoiled_on_its_way

BUSY_SECONDS = 1


def refused(status: HTTPStatus, reason: str, headers: dict[str, str] | None = None) -> Answer:
    return as_json(status, {"errors": [{"reason": reason}]}, headers=headers)


def refuse_method(allowed: str) -> Answer:
    return refused(HTTPStatus.METHOD_NOT_ALLOWED, f"Only {allowed} here.", {"Allow": allowed})


def reasons(error: ValidationError) -> list[dict[str, str]]:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [{"field": ".".join(str(part) for part in one["loc"]), "reason": one["msg"]} for one in found[:20]]


def slot_gone() -> Answer:
    return refused(HTTPStatus.CONFLICT, "There is no room then.")


def untaken(fault: Fault | None) -> Answer | None:
    """The answer where a fault keeps it from being taken."""
    match fault:
        case Fault.ERROR:
            return refused(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong.")
        case Fault.BUSY:
            return refused(HTTPStatus.TOO_MANY_REQUESTS, "Too much at once.", {"Retry-After": str(BUSY_SECONDS)})
        case Fault.REFUSE:
            return refused(HTTPStatus.UNPROCESSABLE_ENTITY, "We do not work there.")
        case Fault.SLOT_GONE | Fault.NO_SLOTS:
            return slot_gone()
    return None


def spoiled(answer: Answer, fault: Fault | None, slow_seconds: float) -> Answer | None:
    """What becomes of an answer on its way back."""
    if fault is Fault.WRONG_TYPES:
        return replace(answer, body=b'{"SlotDays": "none", "ID": 7, "Status": true, "Appointments": {}}')
    return spoiled_on_its_way(answer, fault, slow_seconds)
