"""What an error of GOV.UK Notify means.

What becomes of a message is decided by the status and the error type, never by the text. The text only tells which of
the bars it is, and so what the council reads of it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus

import requests
from notifications_python_client.errors import APIError
from urllib3.exceptions import MaxRetryError, NewConnectionError

from repairs.log.notify import MessageGatewayDown, MessageRefused
from repairs.log.notify.bars import Bar

RATE_LIMIT_SECONDS = 60
LONGEST_REASON = 200

# Our key, our clock or the address of Notify is wrong. That is no fault of the message: it goes when this is mended.
NOT_LET_IN = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
}
RECIPIENT_FIELDS = ("phone_number ", "email_address ")


def problem_in(error: APIError) -> MessageGatewayDown | MessageRefused:
    if error.response is None:
        return MessageGatewayDown("no answer from Notify", outcome_unknown=not never_arrived(error))
    status, found = error.status_code, list(errors_in(error))
    types = {kind for kind, _ in found}
    bar = bar_in(found)
    reason = without_personal_data(f"{status} " + "; ".join(f"{kind}: {text}" for kind, text in found))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = seconds_to_midnight() if "TooManyRequestsError" in types else RATE_LIMIT_SECONDS
        return MessageGatewayDown(reason, outcome_unknown=False, retry_after=wait, bar=bar)
    if status in NOT_LET_IN:
        return MessageGatewayDown(reason, outcome_unknown=False, bar=bar)
    if status < HTTPStatus.BAD_REQUEST or status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == REQUEST_TIMEOUT:
        return MessageGatewayDown(reason, outcome_unknown=True)
    bad_recipient = any(kind == "ValidationError" and text.startswith(RECIPIENT_FIELDS) for kind, text in found)
    return MessageRefused(reason, bad_recipient=bad_recipient, bar=bar)


def bar_in(found: Iterable[tuple[str, str]]) -> Bar | None:
    for kind, text in found:
        if kind == "AuthError":
            return Bar.CLOCK if "clock" in text else Bar.KEY
        if kind == "TooManyRequestsError":
            return Bar.DAILY_LIMIT
        if kind == "BadRequestError" and "team-only" in text:
            return Bar.TEAM_ONLY
        if kind == "BadRequestError" and "trial mode" in text:
            return Bar.TRIAL
    return None


def is_missing(error: APIError) -> bool:
    """Notify's own words for an id that it does not know, and not those of some other server at its address."""
    no_result = any(kind == "NoResultFound" for kind, _ in errors_in(error))
    return error.response is not None and error.status_code == HTTPStatus.NOT_FOUND and no_result


REQUEST_TIMEOUT = HTTPStatus.REQUEST_TIMEOUT


def errors_in(error: APIError) -> Iterator[tuple[str, str]]:
    for one in error.message if isinstance(error.message, list) else []:
        if isinstance(one, dict):
            yield str(one.get("error", "")), str(one.get("message", ""))


def never_arrived(error: APIError) -> bool:
    """Whether the connection failed before anything could be sent."""
    cause = error.__cause__
    if isinstance(cause, requests.ConnectTimeout | requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return True
    inner = cause.args[0] if isinstance(cause, requests.ConnectionError) and cause.args else None
    return isinstance(inner, MaxRetryError) and isinstance(inner.reason, NewConnectionError)


def without_personal_data(text: str) -> str:
    """Notify may quote what it was sent: numbers and addresses are taken out."""
    text = re.sub(r"\S*@\S*", "***", text)
    return re.sub(r"\+?\d[\d ()-]{6,}\d", "***", text)[:LONGEST_REASON]


def seconds_to_midnight() -> int:
    """Until the daily limit of Notify starts again, at midnight UTC."""
    now = datetime.now(UTC)
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=UTC)
    return int((midnight - now).total_seconds()) + 1
