"""Delivery receipts of the fake Notify: to one address, with the token that was agreed, like Notify's own."""

from collections.abc import Sequence
from typing import Any

from repairs.log.notify.fake_messages import FakeMessage, now
from repairs.stubs.callbacks import LATE_SECONDS, WAITS, Callbacks

AFTER_SECONDS = 0.3
"""Notify's own come seconds later, long after its answer to whoever sent the message."""


class Receipts(Callbacks):
    def __init__(
        self,
        url: str,
        token: str,
        waits: Sequence[float] = WAITS,
        late_seconds: float = LATE_SECONDS,
        site: str = "",
    ) -> None:
        self.token = token
        super().__init__(url, waits, late_seconds, site)

    def headers(self, body: bytes) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def of(self, message: FakeMessage) -> None:
        self.tell(as_receipt(message), AFTER_SECONDS)


def as_receipt(message: FakeMessage) -> dict[str, Any]:
    return {
        "id": message.id,
        "reference": message.reference or None,
        "to": message.to,
        "status": message.status,
        "created_at": message.created_at,
        "completed_at": now(),
        "sent_at": message.created_at,
        "notification_type": message.type,
        "template_id": message.template_id,
        "template_version": 1,
    }
