"""What an HMS's answer means. Nothing of its text is kept: it may quote what was sent."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from pydantic.alias_generators import to_pascal

from repairs.log.hms import HousingSystemDown, OrderRejected, message, status_update

LONGEST_NUMBER = 60
LONGEST_WAIT_SECONDS = 24 * 60 * 60

# The HMS says that it has not taken it.
NOT_TAKEN = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_EARLY}
# The connection is set up wrongly or our token has lapsed. That is no fault of what we send: it goes when this is
# mended.
NOT_LET_IN = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
}


def given_number(body: bytes) -> str | None:
    number = read_json(body).get("id")
    if isinstance(number, str) and number.isprintable() and 0 < len(number.strip()) <= LONGEST_NUMBER:
        return number.strip()
    return None


def problem_in(
    status: int, headers: Mapping[str, str], body: bytes, *, sent: str = "order"
) -> HousingSystemDown | OrderRejected:
    if status in NOT_TAKEN:
        wait = seconds_to_wait(headers.get("Retry-After", ""))
        return HousingSystemDown(f"the HMS is busy ({status})", outcome_unknown=False, retry_after=wait)
    if status in NOT_LET_IN:
        return HousingSystemDown(f"the HMS does not let us in ({status})", outcome_unknown=False)
    if status < HTTPStatus.BAD_REQUEST or status == HTTPStatus.REQUEST_TIMEOUT:
        return HousingSystemDown(f"no answer that can be read ({status})", outcome_unknown=True)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return HousingSystemDown(f"the HMS answered {status}", outcome_unknown=True)
    fields = ", ".join(fields_refused(body))
    return OrderRejected(f"the HMS refused the {sent} ({status})" + (f": {fields}" if fields else ""))


def problem_of_look_up(status: int, headers: Mapping[str, str]) -> HousingSystemDown:
    wait = seconds_to_wait(headers.get("Retry-After", ""))
    return HousingSystemDown(f"the HMS cannot be asked ({status})", outcome_unknown=True, retry_after=wait)


def fields_refused(body: bytes) -> Iterator[str]:
    """The fields that the HMS names, as far as they are fields of what we send."""
    errors = read_json(body).get("errors")
    for error in errors[:10] if isinstance(errors, list) else []:
        field = error.get("field") if isinstance(error, dict) else None
        parts = re.split(r"[.\[\]]+", field.strip(".]")) if isinstance(field, str) else [""]
        if all(part in FIELD_NAMES or re.fullmatch(r"\d{1,3}", part) for part in parts):
            yield ".".join(parts)


def read_json(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def seconds_to_wait(retry_after: str) -> int | None:
    """Retry-After, which is a number of seconds or a date."""
    if retry_after.isascii() and retry_after.isdigit():
        return min(int(retry_after[:9]), LONGEST_WAIT_SECONDS)
    try:
        wait = parsedate_to_datetime(retry_after).astimezone(UTC) - datetime.now(UTC)
    except (ValueError, OverflowError):
        return None
    return min(max(0, int(wait.total_seconds())), LONGEST_WAIT_SECONDS)


FIELD_NAMES = frozenset(
    field.alias or to_pascal(name)
    for part in [*vars(message).values(), status_update.JobStatusUpdate]
    if isinstance(part, type) and issubclass(part, message.Part)
    for name, field in part.model_fields.items()
)
