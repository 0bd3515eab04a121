"""Notify's delivery receipts: what one holds, who may send one, and what it changes."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from repairs.log.deliveries import take_delivery
from repairs.log.models import Message

LONGEST = 16 * 1024
SCHEME = "bearer"
KEPT = timedelta(days=90)
"""For no longer can Notify keep a message."""


class NotAReceipt(ValueError):
    pass


class Written(BaseModel):
    """What we use of a receipt. The number or address in it is not read."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    id: UUID
    status: Message.Delivery
    completed_at: AwareDatetime | None = None


@dataclass(frozen=True)
class Receipt:
    gateway_id: str
    delivery: Message.Delivery
    at: datetime | None


def may_send_receipts(authorization: str) -> bool:
    """Compared with both tokens in the same time, whatever they are. Without a token in the settings nobody may."""
    scheme, _, token = authorization.partition(" ")
    known = [settings.NOTIFY_RECEIPT_TOKEN, settings.NOTIFY_RECEIPT_TOKEN_BEFORE]
    given = token.strip().encode(errors="surrogateescape")
    same = [compare_digest(given, right.encode()) and bool(right) for right in known]
    return scheme.lower() == SCHEME and any(same)


def read_receipt(body: bytes) -> Receipt:
    """Raises NotAReceipt."""
    try:
        written = Written.model_validate(json.loads(body))
    except (ValueError, RecursionError, ValidationError):
        raise NotAReceipt from None
    return Receipt(str(written.id), written.status, written.completed_at)


def take_receipt(receipt: Receipt, now: datetime) -> bool:
    """Whether it changed anything: not where we do not know the message, or know as much of it already."""
    message = Message.objects.select_related("repair").filter(gateway_id=receipt.gateway_id).first()
    return message is not None and take_delivery(message, receipt.delivery, likely(receipt.at, now), now)


def likely(at: datetime | None, now: datetime) -> datetime:
    """When it says that it arrived, unless that cannot be."""
    return at if at is not None and now - KEPT < at <= now else now
