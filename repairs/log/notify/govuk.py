"""Messages through GOV.UK Notify, with its own client and one pass-through template each for texts and emails.

The text template is ((body)); the email template has ((subject)) and ((body)). The words are in `templates/messages/`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from repairs.log.notify import STATUSES, MessageGatewayDown, ToldDelivery
from repairs.log.notify.bars import Bar
from repairs.log.notify.govuk_errors import is_missing, problem_in

TIMEOUT_SECONDS = 10
KEY_LENGTH = 73
"""Two UUIDs and the hyphen between them, at the end of an API key."""

NotifyClient: Any = NotificationsAPIClient
Send = Callable[[Any], Any]


@dataclass(frozen=True)
class GovukNotify:
    """Settings are read at each call, unless given. Safe to share: each call has a client of its own."""

    url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    sms_template_id: str | None = None
    email_template_id: str | None = None
    timeout_seconds: float = TIMEOUT_SECONDS

    def send_text(self, phone: str, body: str, *, reference: str) -> str:
        template = self.sms_template_id or settings.NOTIFY_SMS_TEMPLATE_ID
        words = {"body": body}
        return sent_id(self._ask(lambda notify: notify.send_sms_notification(phone, template, words, reference)))

    def send_email(self, address: str, subject: str, body: str, *, reference: str) -> str:
        template = self.email_template_id or settings.NOTIFY_EMAIL_TEMPLATE_ID
        words = {"subject": subject, "body": body}
        return sent_id(self._ask(lambda notify: notify.send_email_notification(address, template, words, reference)))

    def find(self, reference: str) -> str | None:
        found = self._ask(lambda notify: notify.get_all_notifications(reference=reference))
        try:
            return next((str(message["id"]) for message in found["notifications"]), None)
        except (KeyError, TypeError):
            raise unreadable() from None

    def delivery_of(self, gateway_id: str) -> ToldDelivery | None:
        try:
            told = self._ask(lambda notify: notify.get_notification_by_id(gateway_id), may_be_missing=True)
        except NotThere:
            return None
        return told_delivery(told)

    def _ask(self, send: Send, *, may_be_missing: bool = False) -> Any:
        client = self._client()
        try:
            return send(client)
        except APIError as error:
            if may_be_missing and is_missing(error):
                raise NotThere from None
            raise problem_in(error) from None
        finally:
            client.request_session.close()

    def _client(self) -> Any:
        key = self.api_key or settings.NOTIFY_API_KEY
        if len(key) < KEY_LENGTH:
            problem = "NOTIFY_API_KEY is not an API key of GOV.UK Notify"
            raise MessageGatewayDown(problem, outcome_unknown=False, bar=Bar.KEY)
        client = NotifyClient(key, base_url=self.url or settings.NOTIFY_URL, timeout=self.timeout_seconds)
        client.request_session.max_redirects = 0
        return client


class NotThere(Exception):
    """Notify has no message with this id: it keeps them for some days."""


def told_delivery(answer: Any) -> ToldDelivery:
    """Raises MessageGatewayDown for what is no answer of Notify's."""
    status = answer.get("status") if isinstance(answer, dict) else None
    if not isinstance(status, str) or status not in STATUSES:
        raise unreadable()
    return ToldDelivery(status, moment_in(answer.get("completed_at")))


def moment_in(written: object) -> datetime | None:
    """A time with its zone, or None for anything else."""
    try:
        moment = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def sent_id(answer: Any) -> str:
    if isinstance(answer, dict) and isinstance(answer.get("id"), str) and answer["id"]:
        return str(answer["id"])
    raise unreadable()


def unreadable() -> MessageGatewayDown:
    return MessageGatewayDown("no answer that can be read", outcome_unknown=True)
