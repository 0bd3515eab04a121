"""Texts and emails, through whatever gateway the council uses."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from repairs.log.notify.bars import Bar


class MessageGatewayDown(Exception):
    """Try again later.

    `outcome_unknown` is True when the message may have gone although no answer came: look it up with `find` first.
    `retry_after` is in seconds, where the gateway has said so. `bar` says what keeps all messages from going, if
    something does.
    """

    def __init__(
        self, reason: str, *, outcome_unknown: bool, retry_after: int | None = None, bar: Bar | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outcome_unknown = outcome_unknown
        self.retry_after = retry_after
        self.bar = bar


class MessageRefused(Exception):
    """This message will never go as it is. `reason` holds nothing personal.

    `bad_recipient` is True when the number or the address is at fault; otherwise a person must look.
    """

    def __init__(self, reason: str, *, bad_recipient: bool = False, bar: Bar | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.bad_recipient = bad_recipient
        self.bar = bar


@dataclass(frozen=True)
class ToldDelivery:
    """What became of a message, in Notify's words: created, sending, pending, sent, delivered, permanent-failure,
    temporary-failure or technical-failure. `at` is when, where the gateway says so."""

    status: str
    at: datetime | None = None


ON_ITS_WAY = {"created", "sending", "pending", "sent"}
STATUSES = frozenset(ON_ITS_WAY | {"delivered", "permanent-failure", "temporary-failure", "technical-failure"})


class MessageGateway(Protocol):
    """Each method raises MessageGatewayDown or MessageRefused.

    `reference` is ours, different for each message, and holds nothing personal. The gateway does not look at it when
    it sends: the same message sent twice goes twice.
    """

    def send_text(self, phone: str, body: str, *, reference: str) -> str:
        """Returns the gateway's id for the text."""
        ...

    def send_email(self, address: str, subject: str, body: str, *, reference: str) -> str:
        """Returns the gateway's id for the email."""
        ...

    def find(self, reference: str) -> str | None:
        """The gateway's id for the message with our reference, if it has taken one."""
        ...

    def delivery_of(self, gateway_id: str) -> ToldDelivery | None:
        """What became of a message that it has taken. None where it knows of none with this id, any more or at all."""
        ...


def message_gateway() -> MessageGateway:
    """The one that `NOTIFY_CLIENT` names: a class that is made without arguments and shared by threads."""
    return _made(settings.NOTIFY_CLIENT)


@cache
def _made(path: str) -> MessageGateway:
    gateway: MessageGateway = import_string(path)()
    return gateway
