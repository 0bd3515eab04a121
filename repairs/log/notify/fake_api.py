"""The part of Notify's API that its client uses to send a message and to look one up."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from repairs.log.notify.fake_fates import MOST_A_MINUTE, Fates, Pace
from repairs.log.notify.fake_messages import STATUS_OF_RECIPIENT, FakeMessage, MessageBook, now
from repairs.log.notify.fake_receipts import Receipts
from repairs.log.notify.fake_requests import BadRequest, Template, check_request, find_template, render
from repairs.log.notify.fake_tokens import CLOCK_WRONG, KEY_REVOKED, ApiKey, NotLetIn, check_token
from repairs.log.notify.recipients import check_phone_number
from repairs.stubs.faults import EVERYWHERE, Fault, FaultQueue
from repairs.stubs.server import Answer, Asked, Unreadable, as_json
from repairs.stubs.spoiled import spoiled

SENDS = "/v2/notifications/"
PAGE = 250
BARS = (Fault.NOT_LET_IN, Fault.CLOCK, Fault.TRIAL, Fault.DAILY_LIMIT)
FAULTS = (*EVERYWHERE, Fault.TAKEN_ERROR, Fault.CUT, *BARS)
DAILY_LIMIT = "Exceeded send limits (sms: 250000) for today"
RATE_LIMIT = "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"
TEAM_ONLY = "Can\u2019t send to this recipient using a team-only API key"
TRIAL = "Can\u2019t send to this recipient when service is in trial mode - see https://notify.example/trial-mode"
FROM_NUMBER = "GOVUK"


@dataclass(frozen=True)
class FakeApi:
    messages: MessageBook
    keys: list[ApiKey]
    templates: tuple[Template, ...]
    slow_seconds: float = 30
    faults: FaultQueue = field(default_factory=lambda: FaultQueue(FAULTS))
    receipts: Receipts | None = None
    pace: Pace = field(default_factory=lambda: Pace(MOST_A_MINUTE))
    fates: Fates = field(default_factory=Fates)

    def answer(self, asked: Asked) -> Answer | None:
        try:
            check_token(asked.headers.get("Authorization", ""), self.keys)
            return self.send(asked) if asked.method == "POST" else self.look_up(asked)
        except NotLetIn as error:
            return error_answer(error.status, "AuthError", [str(error)])
        except BadRequest as error:
            return error_answer(error.status, error.error, error.messages)
        except Unreadable:
            return error_answer(HTTPStatus.BAD_REQUEST, "BadRequestError", ["Invalid JSON supplied in POST data"])

    def send(self, asked: Asked) -> Answer | None:
        kind = asked.path.removeprefix(SENDS)
        if kind not in {"sms", "email"}:
            raise not_found()
        data = asked.json()
        check_request(kind, data)
        fault = self.faults.take(instead=None if self.pace.allows_one_more() else Fault.BUSY)
        if fault and not fault.is_taken:
            raise not_let_in(fault) or untaken(fault)
        message = self.keep(kind, data)
        if self.receipts:
            self.receipts.of(message)
        return spoiled(as_json(HTTPStatus.CREATED, receipt(message, asked)), fault, self.slow_seconds)

    def keep(self, kind: str, data: dict[str, Any]) -> FakeMessage:
        template = find_template(kind, data["template_id"], self.templates)
        rendered = render(template, data.get("personalisation", {}))
        to = data["phone_number" if kind == "sms" else "email_address"]
        status = STATUS_OF_RECIPIENT.get(check_phone_number(to) if kind == "sms" else to.strip()) or self.fates.next()
        message = FakeMessage(
            id=str(uuid4()),
            type=kind,
            to=to,
            subject=rendered.subject,
            body=rendered.body,
            reference=data.get("reference", ""),
            template_id=template.id,
            status=status,
            created_at=now(),
        )
        self.messages.keep(message)
        return message

    def look_up(self, asked: Asked) -> Answer:
        if asked.method != "GET":
            return error_answer(HTTPStatus.METHOD_NOT_ALLOWED, "MethodNotAllowed", ["Method not allowed"])
        if asked.path == SENDS.rstrip("/"):
            return self.list_messages(asked)
        if not asked.path.startswith(SENDS):
            raise not_found()
        message = self.messages.find(uuid_in(asked.path.removeprefix(SENDS), "id"))
        if message is None:
            raise not_found()
        return as_json(HTTPStatus.OK, as_notification(message, asked))

    def list_messages(self, asked: Asked) -> Answer:
        wanted = {name: asked.query.get(name, "") for name in ("reference", "status")}
        wanted["type"] = asked.query.get("template_type", "")
        if older_than := asked.query.get("older_than", ""):
            wanted["older_than"] = uuid_in(older_than, "older_than")
        found = self.messages.newest_first(**wanted, most=PAGE)
        links = {"current": f"{address(asked)}?{urlencode(asked.query)}"}
        if len(found) == PAGE:
            links["next"] = f"{address(asked)}?{urlencode({**asked.query, 'older_than': found[-1].id})}"
        data = {"notifications": [as_notification(message, asked) for message in found], "links": links}
        return as_json(HTTPStatus.OK, data)


def receipt(message: FakeMessage, asked: Asked) -> dict[str, Any]:
    content = {"body": message.body, "from_number": FROM_NUMBER}
    if message.type == "email":
        content = {"subject": message.subject, "body": message.body, "from_email": "repairs@notify.example"}
    return {
        "id": message.id,
        "reference": message.reference or None,
        "content": content,
        "uri": f"{address(asked)}/{message.id}",
        "template": template_of(message, asked),
        "scheduled_for": None,
    }


def as_notification(message: FakeMessage, asked: Asked) -> dict[str, Any]:
    is_text = message.type == "sms"
    return {
        "id": message.id,
        "reference": message.reference or None,
        "phone_number": message.to if is_text else None,
        "email_address": None if is_text else message.to,
        "type": message.type,
        "status": message.status,
        "template": template_of(message, asked),
        "subject": None if is_text else message.subject,
        "body": message.body,
        "created_at": message.created_at,
        "sent_at": message.created_at,
        "completed_at": message.created_at,
        "scheduled_for": None,
    }


def template_of(message: FakeMessage, asked: Asked) -> dict[str, Any]:
    uri = f"{origin(asked)}/v2/template/{message.template_id}"
    return {"id": message.template_id, "version": 1, "uri": uri}


def address(asked: Asked) -> str:
    return f"{origin(asked)}{SENDS.rstrip('/')}"


def origin(asked: Asked) -> str:
    return f"http://{asked.headers.get('Host', 'localhost')}"


def not_let_in(fault: Fault) -> NotLetIn | None:
    said = {Fault.NOT_LET_IN: KEY_REVOKED, Fault.CLOCK: CLOCK_WRONG}.get(fault)
    return NotLetIn(HTTPStatus.FORBIDDEN, said) if said else None


def untaken(fault: Fault) -> BadRequest:
    if fault is Fault.BUSY:
        return BadRequest("RateLimitError", [RATE_LIMIT], HTTPStatus.TOO_MANY_REQUESTS)
    if fault is Fault.DAILY_LIMIT:
        return BadRequest("TooManyRequestsError", [DAILY_LIMIT], HTTPStatus.TOO_MANY_REQUESTS)
    if fault is Fault.ERROR:
        return BadRequest("Exception", ["Internal server error"], HTTPStatus.INTERNAL_SERVER_ERROR)
    return BadRequest("BadRequestError", [TRIAL if fault is Fault.TRIAL else TEAM_ONLY])


def not_found() -> BadRequest:
    return BadRequest("NoResultFound", ["No result found"], HTTPStatus.NOT_FOUND)


def uuid_in(written: str, name: str) -> str:
    try:
        return str(UUID(written))
    except ValueError:
        raise BadRequest("ValidationError", [f"{name} is not a valid UUID"]) from None


def error_answer(status: int, error: str, messages: list[str]) -> Answer:
    errors = [{"error": error, "message": message} for message in messages]
    return as_json(status, {"status_code": status, "errors": errors})
