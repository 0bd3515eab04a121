"""A stand-in for a housing management system, over real HTTP: `python -m repairs.log.hms.stub_server`.

    POST /workOrders        takes an order once for each Idempotency-Key: 201 {"id": "NM-000001", "receivedAt": ...}
    GET  /workOrders        what was taken, newest first; ?reference= finds those with our reference
    GET  /workOrders/<id>   one of them
    POST /jobStatusUpdates  an order was moved or cancelled, once for each Idempotency-Key: 201 {"id": "1"}
    POST /faults            {"next": ["drop", "500"]}: what the next requests meet, see `repairs.stubs.faults`
    GET  /                  the job list, for people
    GET  /health/

Homes at which it always goes wrong are listed in `magic.py`. A token, when there is one, is asked for with each
order and update.
"""

import argparse
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from repairs.log.hms.jobs_page import jobs_page
from repairs.log.hms.magic import fault_at_home
from repairs.log.hms.message import WorksOrderMessage
from repairs.log.hms.status_update import JobStatusUpdate
from repairs.log.hms.stub_orders import KeyUsedForAnother, NoSuchOrder, OrderBook
from repairs.stubs.fault_list import read_faults
from repairs.stubs.faults import Fault, FaultQueue
from repairs.stubs.pages import stylesheet
from repairs.stubs.server import Answer, Asked, Unreadable, as_json, open_port, run

KEY = re.compile(r"[\x21-\x7e]{1,200}")
BUSY_SECONDS = 1


@dataclass
class StubHousingSystem:
    orders: OrderBook
    token: str = ""
    slow_seconds: float = 30
    faults: FaultQueue = field(default_factory=FaultQueue)

    def __call__(self, asked: Asked) -> Answer | None:
        if number := re.fullmatch(r"/workOrders/NM-(\d{1,15})", asked.path):
            return self.one_order(int(number[1])) if asked.method == "GET" else refuse_method("GET")
        routes = self.routes.get(asked.path)
        if routes is None:
            return refused(HTTPStatus.NOT_FOUND, "There is nothing here.")
        answer = routes.get(asked.method)
        return answer(asked) if answer else refuse_method(", ".join(routes))

    @property
    def routes(self) -> dict[str, dict[str, Callable[[Asked], Answer | None]]]:
        return {
            "/": {"GET": lambda asked: jobs_page(self.orders)},
            "/style.css": {"GET": lambda asked: stylesheet()},
            "/health/": {"GET": lambda asked: as_json(HTTPStatus.OK, {"status": "ok"})},
            "/workOrders": {"GET": self.all_orders, "POST": self.take_order},
            "/jobStatusUpdates": {"POST": self.take_update},
            "/faults": {"POST": lambda asked: read_faults(asked, self.faults)},
        }

    def one_order(self, number: int) -> Answer:
        order = self.orders.find(number)
        return as_json(HTTPStatus.OK, order) if order else refused(HTTPStatus.NOT_FOUND, "No order has this number.")

    def all_orders(self, asked: Asked) -> Answer:
        return as_json(HTTPStatus.OK, self.orders.newest_first(asked.query.get("reference", "")))

    def take_order(self, asked: Asked) -> Answer | None:
        key = asked.headers.get("Idempotency-Key", "")
        if problem := self.problem_with(asked, key):
            return problem
        try:
            order = read_order(asked)
        except ValidationError as error:
            return as_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": reasons(error)})
        return self.answer_order(key, order, asked.json())

    def take_update(self, asked: Asked) -> Answer | None:
        key = asked.headers.get("Idempotency-Key", "")
        if problem := self.problem_with(asked, key):
            return problem
        try:
            update = read_update(asked)
        except ValidationError as error:
            return as_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": reasons(error)})
        return self.answer_update(key, update, asked.json())

    def problem_with(self, asked: Asked, key: str) -> Answer | None:
        if not self.is_let_in(asked):
            return refused(HTTPStatus.UNAUTHORIZED, "A bearer token is needed.", {"WWW-Authenticate": "Bearer"})
        if not KEY.fullmatch(key):
            return refused(HTTPStatus.BAD_REQUEST, "Send an Idempotency-Key of at most 200 visible characters.")
        return None

    def is_let_in(self, asked: Asked) -> bool:
        given = asked.headers.get("Authorization", "")
        return not self.token or hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode())

    def answer_order(self, key: str, order: WorksOrderMessage, body: dict[str, Any]) -> Answer | None:
        fault = self.faults.take() or fault_at_home(order, is_new=not self.orders.has(key))
        if fault and not fault.is_taken:
            return untaken(fault)
        try:
            taken = self.orders.take(key, body)
        except KeyUsedForAnother:
            return refused(HTTPStatus.CONFLICT, "This Idempotency-Key came with another order.")
        return self.answer_with({name: taken[name] for name in ("id", "receivedAt")}, fault)

    def answer_update(self, key: str, update: JobStatusUpdate, body: dict[str, Any]) -> Answer | None:
        fault = self.faults.take()
        if fault and not fault.is_taken:
            return untaken(fault)
        number = re.fullmatch(r"NM-(\d{1,15})", update.related_work_order_reference.id)
        try:
            taken = self.orders.update(key, int(number[1]) if number else 0, body)
        except NoSuchOrder:
            errors = [{"field": "RelatedWorkOrderReference.ID", "reason": "No order has this number."}]
            return as_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": errors})
        except KeyUsedForAnother:
            return refused(HTTPStatus.CONFLICT, "This Idempotency-Key came with another update.")
        return self.answer_with({"id": str(taken)}, fault)

    def answer_with(self, receipt: dict[str, str], fault: Fault | None) -> Answer | None:
        match fault:
            case Fault.DROP:
                return None
            case Fault.MALFORMED:
                return Answer(HTTPStatus.CREATED, b'{"id": "NM-')
        return as_json(HTTPStatus.CREATED, receipt, after_seconds=self.slow_seconds if fault else 0)


def read_order(asked: Asked) -> WorksOrderMessage:
    """Raises Unreadable for what is not JSON, ValidationError for what is not a works order."""
    if not isinstance(asked.json(), dict):
        raise Unreadable("Send one works order.")
    return WorksOrderMessage.model_validate_json(asked.body, strict=True, by_alias=True, by_name=False)


def read_update(asked: Asked) -> JobStatusUpdate:
    """Raises Unreadable for what is not JSON, ValidationError for what is not an update."""
    if not isinstance(asked.json(), dict):
        raise Unreadable("Send one update.")
    return JobStatusUpdate.model_validate_json(asked.body, strict=True, by_alias=True, by_name=False)


def reasons(error: ValidationError) -> list[dict[str, str]]:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [{"field": ".".join(str(part) for part in one["loc"]), "reason": one["msg"]} for one in found[:20]]


def untaken(fault: Fault) -> Answer:
    if fault is Fault.BUSY:
        return refused(HTTPStatus.TOO_MANY_REQUESTS, "Too many orders at once.", {"Retry-After": str(BUSY_SECONDS)})
    if fault is Fault.ERROR:
        return refused(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong.")
    errors = [{"field": "Site.Property", "reason": "This home is not on our books."}]
    return as_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": errors})


def refused(status: HTTPStatus, reason: str, headers: dict[str, str] | None = None) -> Answer:
    return as_json(status, {"errors": [{"reason": reason}]}, headers=headers)


def refuse_method(allowed: str) -> Answer:
    return refused(HTTPStatus.METHOD_NOT_ALLOWED, f"Only {allowed} here.", {"Allow": allowed})


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m repairs.log.hms.stub_server")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8001)
    options.add_argument("--state", default=":memory:", help="the SQLite file that keeps the orders")
    options.add_argument("--token", default="", help="the bearer token that orders must come with")
    options.add_argument("--slow-seconds", type=float, default=30)
    chosen = options.parse_args()
    stub = StubHousingSystem(OrderBook(chosen.state), chosen.token, chosen.slow_seconds)
    run(open_port(stub, chosen.host, chosen.port), "The stand-in housing management system")
    stub.orders.close()


if __name__ == "__main__":
    main()
