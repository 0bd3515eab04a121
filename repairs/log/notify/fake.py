"""A message gateway in memory, for tests and for trying things without a server."""

from dataclasses import dataclass
from threading import Lock
from uuid import uuid4

from repairs.log.notify import MessageGatewayDown, MessageRefused, ToldDelivery
from repairs.log.notify.bars import Bar
from repairs.log.notify.recipients import BadRecipient, check_email_address, check_phone_number
from repairs.stubs.faults import Fault, FaultQueue


@dataclass(frozen=True)
class SentMessage:
    id: str
    type: str
    to: str
    body: str
    reference: str
    subject: str = ""


class FakeMessageGateway:
    """`messages` holds what was taken, oldest first. `faults` decides what the next messages meet, and `fates`, by id,
    what becomes of those taken; of all others it is `fate`."""

    def __init__(self) -> None:
        self.messages: list[SentMessage] = []
        self.faults = FaultQueue()
        self.fates: dict[str, str] = {}
        self.fate = "delivered"
        self._lock = Lock()

    def send_text(self, phone: str, body: str, *, reference: str) -> str:
        try:
            check_phone_number(phone)
        except BadRecipient as error:
            raise MessageRefused(str(error), bad_recipient=True) from None
        return self._take(SentMessage(str(uuid4()), "sms", phone, body, reference))

    def send_email(self, address: str, subject: str, body: str, *, reference: str) -> str:
        try:
            check_email_address(address)
        except BadRecipient as error:
            raise MessageRefused(str(error), bad_recipient=True) from None
        return self._take(SentMessage(str(uuid4()), "email", address, body, reference, subject))

    def find(self, reference: str) -> str | None:
        with self._lock:
            return next((message.id for message in reversed(self.messages) if message.reference == reference), None)

    def delivery_of(self, gateway_id: str) -> ToldDelivery | None:
        with self._lock:
            known = any(message.id == gateway_id for message in self.messages)
        return ToldDelivery(self.fates.get(gateway_id, self.fate)) if known else None

    def forget(self) -> None:
        """Empty again, as between two tests."""
        with self._lock:
            self.fates.clear()
            self.fate = "delivered"
            self.messages.clear()
            self.faults.clear()

    def _take(self, message: SentMessage) -> str:
        fault = self.faults.take()
        if fault and not fault.is_taken:
            raise refusal(fault)
        with self._lock:
            self.messages.append(message)
        if fault:
            raise MessageGatewayDown(f"no answer that can be read ({fault})", outcome_unknown=True)
        return message.id


def refusal(fault: Fault) -> MessageGatewayDown | MessageRefused:
    match fault:
        case Fault.BUSY:
            return MessageGatewayDown("429 RateLimitError", outcome_unknown=False, retry_after=60)
        case Fault.DAILY_LIMIT:
            wait, bar = 60 * 60, Bar.DAILY_LIMIT
            return MessageGatewayDown("429 TooManyRequestsError", outcome_unknown=False, retry_after=wait, bar=bar)
        case Fault.NOT_LET_IN | Fault.CLOCK:
            bar = Bar.CLOCK if fault is Fault.CLOCK else Bar.KEY
            return MessageGatewayDown("403 AuthError", outcome_unknown=False, bar=bar)
        case Fault.ERROR:
            return MessageGatewayDown("500 Exception", outcome_unknown=True)
    return MessageRefused("400 BadRequestError", bar=Bar.TRIAL if fault is Fault.TRIAL else Bar.TEAM_ONLY)
