"""What the stub housing system reads, and what it answers when it refuses."""

from http import HTTPStatus
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from repairs.log.hms.message import Part
from repairs.stubs.faults import Fault
from repairs.stubs.server import Answer, Asked, Unreadable, as_json

BUSY_SECONDS = 1

P = TypeVar("P", bound=Part)
B = TypeVar("B", bound=BaseModel)


class Refused(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def read(kind: type[P], asked: Asked) -> P:
    """Raises Unreadable for what is not JSON, Refused for what is not of this kind."""
    if not isinstance(asked.json(), dict):
        raise Unreadable("Send one at a time, as a JSON object.")
    try:
        return kind.model_validate_json(asked.body, strict=True, by_alias=True, by_name=False)
    except ValidationError as error:
        raise Refused(unprocessable(error)) from error


def read_any(kind: type[B], given: object) -> B:
    """From a form, or from JSON. Raises Refused."""
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise Refused(unprocessable(error)) from error


def unprocessable(error: ValidationError) -> Answer:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    reasons = [{"field": ".".join(str(part) for part in one["loc"]), "reason": one["msg"]} for one in found[:20]]
    return as_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": reasons})


def field_refused(field: str, reason: str) -> Answer:
    return as_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": [{"field": field, "reason": reason}]})


def untaken(fault: Fault) -> Answer:
    if fault is Fault.BUSY:
        return refused(HTTPStatus.TOO_MANY_REQUESTS, "Too many orders at once.", {"Retry-After": str(BUSY_SECONDS)})
    if fault is Fault.ERROR:
        return refused(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong.")
    return field_refused("Site.Property", "This home is not on our books.")


def refused(status: HTTPStatus, reason: str, headers: dict[str, str] | None = None) -> Answer:
    return as_json(status, {"errors": [{"reason": reason}]}, headers=headers)


def refuse_method(allowed: str) -> Answer:
    return refused(HTTPStatus.METHOD_NOT_ALLOWED, f"Only {allowed} here.", {"Allow": allowed})
