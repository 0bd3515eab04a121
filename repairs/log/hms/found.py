"""What an HMS's answer to a look-up says. An answer of another shape is no answer."""

import json
from typing import TypeVar

from pydantic import BaseModel, Field, ValidationError

from repairs.log.hms import HousingSystemDown, JobStates
from repairs.log.hms.answer_shapes import Cursor, Found, FoundUpdate
from repairs.log.hms.job_state import JobState
from repairs.log.hms.message import Part
from repairs.log.hms.status_update import JobStatusUpdate


class StatesPage(BaseModel):
    states: list[object] = Field(alias="jobStatusUpdates", max_length=200)
    cursor: Cursor
    more: bool = False


P = TypeVar("P", bound=Part)


def number_with(reference: str, body: bytes) -> str | None:
    """Only an order that says our reference itself: an HMS that passes over the question may answer with others."""
    try:
        orders = Found.model_validate_json(body).root
    except ValidationError:
        raise unreadable() from None
    return next((order.id for order in orders if reference in {given.id for given in order.reference}), None)


def has_update(update: JobStatusUpdate, body: bytes) -> bool:
    """What others wrote into the order is passed over."""
    known = (found for one in list_in(body) if (found := read_as(FoundUpdate, one)))
    return any(update.is_what_happened(found.other_type, found.event_time) for found in known)


def states_in(body: bytes) -> JobStates:
    try:
        page = StatesPage.model_validate_json(body)
    except ValidationError:
        raise unreadable() from None
    states = [state for one in page.states if (state := read_as(JobState, one))]
    return JobStates(states, page.cursor, page.more, unreadable=len(page.states) - len(states))


def list_in(body: bytes) -> list[object]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise unreadable() from None
    if not isinstance(found, list):
        raise unreadable()
    return found


def read_as(kind: type[P], given: object) -> P | None:
    try:
        return kind.model_validate(given, by_alias=True, by_name=False)
    except ValidationError:
        return None


def unreadable() -> HousingSystemDown:
    return HousingSystemDown("no answer that can be read (200)", outcome_unknown=True)
