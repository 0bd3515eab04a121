"""What the stub housing system answers to the service: the interface of `docs/hms/openapi.json`."""

import hmac
import re
from dataclasses import dataclass
from http import HTTPStatus

from repairs.log.hms import Kind
from repairs.log.hms.magic import fault_at_home
from repairs.log.hms.message import WorksOrderMessage
from repairs.log.hms.status_update import JobStatusUpdate
from repairs.log.hms.stub_answers import Refused, field_refused, read, refused, untaken
from repairs.log.hms.stub_jobs import JobBook
from repairs.log.hms.stub_orders import NoSuchOrder, OrderBook
from repairs.log.hms.stub_tables import KeyUsedForAnother
from repairs.stubs.faults import Fault, FaultQueue
from repairs.stubs.server import Answer, Asked, as_json
from repairs.stubs.spoiled import spoiled

KEY = re.compile(r"[\x21-\x7e]{1,200}")
CURSOR = re.compile(r"\d{0,18}")
NUMBER = re.compile(r"NM-(\d{1,15})")


@dataclass
class Desk:
    orders: OrderBook
    jobs: JobBook
    faults: FaultQueue
    kind: Kind
    lag_seconds: float
    token: str
    slow_seconds: float

    def take_order(self, asked: Asked) -> Answer | None:
        key = self.key_of(asked)
        order = read(WorksOrderMessage, asked)
        fault = self.meet_fault(fault_at_home(order, is_new=not self.orders.has(key)))
        try:
            receipt = self.orders.take(key, asked.json())
        except KeyUsedForAnother:
            return refused(HTTPStatus.CONFLICT, "This Idempotency-Key came with another order.")
        return spoiled(as_json(HTTPStatus.CREATED, receipt), fault, self.slow_seconds)

    def take_update(self, asked: Asked) -> Answer | None:
        key = self.key_of(asked)
        update = read(JobStatusUpdate, asked)
        fault = self.meet_fault()
        try:
            taken = self.orders.update(key, number_in(update.related_work_order_reference.id), asked.json())
        except NoSuchOrder:
            return field_refused("RelatedWorkOrderReference.ID", "No order has this number.")
        except KeyUsedForAnother:
            return refused(HTTPStatus.CONFLICT, "This Idempotency-Key came with another update.")
        return spoiled(as_json(HTTPStatus.CREATED, {"id": str(taken)}), fault, self.slow_seconds)

    def find_orders(self, asked: Asked) -> Answer | None:
        self.let_in(asked)
        self.must_see()
        fault = self.meet_fault()
        found = self.orders.found_by(asked.query["reference"], self.lag_seconds)
        return spoiled(as_json(HTTPStatus.OK, found), fault, self.slow_seconds)

    def find_updates(self, asked: Asked, number: str) -> Answer | None:
        self.let_in(asked)
        self.must_see()
        fault = self.meet_fault()
        try:
            found = self.orders.updates_of(number_in(number), self.lag_seconds)
        except NoSuchOrder:
            return refused(HTTPStatus.NOT_FOUND, "No order has this number.")
        return spoiled(as_json(HTTPStatus.OK, found), fault, self.slow_seconds)

    def job_states(self, asked: Asked) -> Answer | None:
        self.let_in(asked)
        since = asked.query.get("since", "")
        if not CURSOR.fullmatch(since):
            return refused(HTTPStatus.BAD_REQUEST, "Send a cursor that came from here, or none.")
        fault = self.meet_fault()
        return spoiled(as_json(HTTPStatus.OK, self.jobs.page_after(int(since or 0))), fault, self.slow_seconds)

    def let_in(self, asked: Asked) -> None:
        given = asked.headers.get("Authorization", "")
        if self.token and not hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            wanted = {"WWW-Authenticate": "Bearer"}
            raise Refused(refused(HTTPStatus.UNAUTHORIZED, "A bearer token is needed.", wanted))

    def key_of(self, asked: Asked) -> str:
        """Only an idempotent housing system asks for one, and makes anything of it."""
        self.let_in(asked)
        key = asked.headers.get("Idempotency-Key", "")
        if self.kind is Kind.IDEMPOTENT and not KEY.fullmatch(key):
            problem = "Send an Idempotency-Key of at most 200 visible characters."
            raise Refused(refused(HTTPStatus.BAD_REQUEST, problem))
        return key

    def must_see(self) -> None:
        if self.kind is Kind.BLIND:
            raise Refused(refused(HTTPStatus.NOT_FOUND, "Nothing can be looked up here."))

    def meet_fault(self, instead: Fault | None = None) -> Fault | None:
        """The fault that comes after the request was taken. Raises Refused for one that comes before."""
        fault = self.faults.take(instead)
        if fault and not fault.is_taken:
            raise Refused(untaken(fault))
        return fault


def number_in(id: str) -> int:
    """0, which no order has, for what is not one of our numbers."""
    found = NUMBER.fullmatch(id)
    return int(found[1]) if found else 0
