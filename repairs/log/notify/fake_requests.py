"""What the fake Notify takes: the two requests to send, the two templates, and what Notify says of the rest."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from jsonschema import Draft7Validator, FormatChecker

from repairs.log.notify.recipients import BadRecipient, check_email_address, check_phone_number

SMS_TEMPLATE_ID = "5e7a4f1c-5c9c-4d0e-9a53-0b6c2f6d1a01"
EMAIL_TEMPLATE_ID = "5e7a4f1c-5c9c-4d0e-9a53-0b6c2f6d1a02"

LONGEST_TEXT = 918
PLACEHOLDER = re.compile(r"\(\(([^)]+)\)\)")


@dataclass(eq=False)
class BadRequest(Exception):
    error: str
    messages: list[str]
    status: HTTPStatus = HTTPStatus.BAD_REQUEST


@dataclass(frozen=True)
class Template:
    id: str
    type: str
    body: str
    subject: str = ""

    @property
    def placeholders(self) -> list[str]:
        return list(dict.fromkeys(PLACEHOLDER.findall(f"{self.subject} {self.body}")))


@dataclass(frozen=True)
class Rendered:
    body: str
    subject: str


def pass_through(sms_id: str = SMS_TEMPLATE_ID, email_id: str = EMAIL_TEMPLATE_ID) -> tuple[Template, ...]:
    """The two templates of a council's Notify service. Its words come with each message."""
    return Template(sms_id, "sms", "((body))"), Template(email_id, "email", "((body))", "((subject))")


FORMATS = FormatChecker(formats=())


def is_uuid(value: object) -> bool:
    if isinstance(value, str):
        UUID(value)
    return True


def is_right(check: Callable[[str], str]) -> Callable[[object], bool]:
    def is_text_right(value: object) -> bool:
        return not isinstance(value, str) or bool(check(value))

    return is_text_right


FORMATS.checks("notify_uuid", raises=ValueError)(is_uuid)
FORMATS.checks("phone_number", raises=BadRecipient)(is_right(check_phone_number))
FORMATS.checks("email_address", raises=BadRecipient)(is_right(check_email_address))


def schema(recipient: str, **others: Any) -> Draft7Validator:
    fields = {
        recipient: {"type": "string", "format": recipient},
        "template_id": {"type": "string", "format": "notify_uuid"},
        "personalisation": {"type": "object"},
        "reference": {"type": "string", "maxLength": 1000},
        **others,
    }
    required = [recipient, "template_id"]
    shape = {"type": "object", "properties": fields, "required": required, "additionalProperties": False}
    return Draft7Validator(shape, format_checker=FORMATS)


SCHEMAS = {
    "sms": schema("phone_number", sms_sender_id={"type": "string", "format": "notify_uuid"}),
    "email": schema(
        "email_address",
        email_reply_to_id={"type": "string", "format": "notify_uuid"},
        one_click_unsubscribe_url={"type": "string"},
        sanitise_content_for={"type": "array"},
    ),
}


def check_request(kind: str, data: Any) -> None:
    """Raises BadRequest, with Notify's sentences."""
    errors = sorted(SCHEMAS[kind].iter_errors(data), key=lambda error: (str(list(error.path)), error.message))
    if errors:
        raise BadRequest("ValidationError", [sentence(error) for error in errors])


def sentence(error: Any) -> str:
    field = f"{error.path[0]} " if error.path else ""
    if isinstance(error.cause, BadRecipient):
        return f"{field}{error.cause}"
    if error.validator == "format":
        return f"{field}is not a valid UUID"
    if error.validator == "maxLength":
        return f"{field}is too long"
    return f"{field}{error.message}".replace("'", "")


def find_template(kind: str, template_id: str, templates: tuple[Template, ...]) -> Template:
    template = next((template for template in templates if UUID(template.id) == UUID(template_id)), None)
    if template is None:
        raise BadRequest("BadRequestError", ["Template not found"])
    if template.type != kind:
        raise BadRequest("BadRequestError", [f"{template.type} template is not suitable for {kind} notification"])
    return template


def render(template: Template, personalisation: dict[str, Any]) -> Rendered:
    missing = [name for name in template.placeholders if personalisation.get(name) is None]
    if missing:
        raise BadRequest("BadRequestError", [f"Missing personalisation: {', '.join(missing)}"])
    body, subject = (
        PLACEHOLDER.sub(lambda found: str(personalisation[found[1]]), text)
        for text in (template.body, template.subject)
    )
    if not body.strip():
        raise BadRequest("BadRequestError", ["Your message is empty."])
    if template.type == "sms" and len(body) > LONGEST_TEXT:
        too_long = (
            f"Text messages cannot be longer than {LONGEST_TEXT} characters. Your message is {len(body)} characters"
        )
        raise BadRequest("BadRequestError", [too_long])
    return Rendered(body, subject)
