"""A stand-in for a housing management system, over real HTTP: `python -m repairs.log.hms.stub_server`.

The interface of `docs/hms/openapi.json`, for which a token is asked where there is one:

    POST /workOrders                        takes an order: 201 {"id": "NM-000001", "receivedAt": ...}
    GET  /workOrders?reference=             those with our reference, oldest first
    GET  /workOrders/<id>/jobStatusUpdates  what was taken of one order
    POST /jobStatusUpdates                  an order was moved or cancelled, or has a note: 201 {"id": "1"}
    GET  /jobStatusUpdates?since=           what happened to jobs, in pages

`--kind` says what it makes of keys and look-ups. What happens to a job is told to `--webhook-url`, signed with
`--webhook-secret`. For people and tests:

    GET    /                            the job list, with buttons that play what happens to a job
    POST   /workOrders/<id>/happened    {"what": "on-the-way", "operative": "Sam"}: the same for a program
    GET    /workOrders, /workOrders/<id>   what was taken, newest first
    GET    /references                  our references, each with the numbers of its orders
    GET    /statistics                  how many of what
    POST   /faults                      what goes wrong, see `repairs.stubs.fault_list`;
                                        {"webhooks": {"duplicate": 0.1, "shuffle": 0.1, "lose": 0.1}, "seed": 7}
    DELETE /faults                      nothing goes wrong
    GET    /health/

Homes at which it always goes wrong are listed in `magic.py`.
"""

import argparse
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl

from repairs.log.hms import Kind
from repairs.log.hms.jobs_page import jobs_page
from repairs.log.hms.stub_answers import Refused, read_any, refuse_method, refused
from repairs.log.hms.stub_desk import Desk, number_in
from repairs.log.hms.stub_jobs import JobBook, Played
from repairs.log.hms.stub_orders import NoSuchOrder, OrderBook
from repairs.log.hms.stub_statistics import statistics
from repairs.log.hms.stub_webhook import GOES_WRONG, Webhooks
from repairs.stubs.fault_list import faults_asked_for, no_faults, read_faults, read_seed, read_shares
from repairs.stubs.faults import EVERYWHERE, Fault, FaultQueue
from repairs.stubs.pages import stylesheet
from repairs.stubs.server import Answer, Asked, Unreadable, as_json, open_port, run

FAULTS = (*EVERYWHERE, Fault.TAKEN_ERROR, Fault.CUT, Fault.HTML)
FORM = "application/x-www-form-urlencoded"
ONE_ORDER = re.compile(r"/workOrders/(NM-\d{1,15})(/jobStatusUpdates|/happened)?")

Routes = dict[str, Callable[[Asked], Answer | None]]


@dataclass
class StubHousingSystem:
    orders: OrderBook
    token: str = ""
    slow_seconds: float = 30
    kind: Kind = Kind.IDEMPOTENT
    lag_seconds: float = 0
    webhooks: Webhooks | None = None
    faults: FaultQueue = field(default_factory=lambda: FaultQueue(FAULTS))
    form_token: str = field(default_factory=secrets.token_urlsafe, repr=False)

    def __post_init__(self) -> None:
        self.orders.keeps_keys = self.kind is Kind.IDEMPOTENT
        self.jobs = JobBook(self.orders)
        self.desk = Desk(
            self.orders, self.jobs, self.faults, self.kind, self.lag_seconds, self.token, self.slow_seconds
        )

    def __call__(self, asked: Asked) -> Answer | None:
        routes = self.routes(asked)
        if routes is None:
            return refused(HTTPStatus.NOT_FOUND, "There is nothing here.")
        answer = routes.get(asked.method)
        try:
            return answer(asked) if answer else refuse_method(", ".join(routes))
        except Refused as problem:
            return problem.answer

    def routes(self, asked: Asked) -> Routes | None:
        if one := ONE_ORDER.fullmatch(asked.path):
            return self.routes_of_order(*one.groups())
        routes: dict[str, Routes] = {
            "/": {"GET": lambda asked: jobs_page(self.orders, self.form_token)},
            "/style.css": {"GET": lambda asked: stylesheet()},
            "/health/": {"GET": lambda asked: as_json(HTTPStatus.OK, {"status": "ok"})},
            "/workOrders": {"GET": self.all_orders, "POST": self.desk.take_order},
            "/jobStatusUpdates": {"GET": self.desk.job_states, "POST": self.desk.take_update},
            "/references": {"GET": lambda asked: as_json(HTTPStatus.OK, self.orders.numbers_by_reference())},
            "/statistics": {"GET": lambda asked: statistics(self.orders, self.faults, self.webhooks)},
            "/faults": {"POST": self.set_faults, "DELETE": self.end_faults},
        }
        return routes.get(asked.path)

    def routes_of_order(self, number: str, part: str | None) -> Routes:
        if part == "/jobStatusUpdates":
            return {"GET": lambda asked: self.desk.find_updates(asked, number)}
        if part == "/happened":
            return {"POST": lambda asked: self.play(asked, number)}
        return {"GET": lambda asked: self.one_order(number)}

    def one_order(self, number: str) -> Answer:
        order = self.orders.find(number_in(number))
        return as_json(HTTPStatus.OK, order) if order else refused(HTTPStatus.NOT_FOUND, "No order has this number.")

    def all_orders(self, asked: Asked) -> Answer | None:
        if "reference" in asked.query:
            return self.desk.find_orders(asked)
        return as_json(HTTPStatus.OK, self.orders.newest_first())

    def play(self, asked: Asked, number: str) -> Answer:
        is_form = asked.headers.get_content_type() == FORM
        played = read_any(Played, self.form_in(asked) if is_form else faults_asked_for(asked))
        try:
            state = self.jobs.play(number_in(number), played)
        except NoSuchOrder:
            return refused(HTTPStatus.NOT_FOUND, "No order has this number.")
        if self.webhooks:
            self.webhooks.tell(state)
        if is_form:
            return Answer(HTTPStatus.SEE_OTHER, headers={"Location": f"/#{number}"})
        return as_json(HTTPStatus.CREATED, state)

    def form_in(self, asked: Asked) -> dict[str, str]:
        """Only from our own page: another in the same browser does not know the token."""
        try:
            form = dict(parse_qsl(asked.body.decode(), keep_blank_values=True, max_num_fields=20, strict_parsing=True))
        except ValueError as error:
            raise Unreadable("The form cannot be read.") from error
        if not secrets.compare_digest(form.pop("form_token", "").encode(), self.form_token.encode()):
            raise Refused(refused(HTTPStatus.FORBIDDEN, "Load the page again, and press the button there."))
        return form

    def set_faults(self, asked: Asked) -> Answer:
        data = faults_asked_for(asked)
        if "webhooks" not in data:
            return read_faults(asked, self.faults)
        rates = read_shares(data["webhooks"], most=len(GOES_WRONG))
        if not self.webhooks or not set(rates) <= set(GOES_WRONG):
            raise Unreadable(f"With a --webhook-url: {', '.join(GOES_WRONG)}.")
        self.webhooks.go_wrong(rates, read_seed(data))
        return as_json(HTTPStatus.OK, {"webhooks": rates})

    def end_faults(self, asked: Asked) -> Answer:
        if self.webhooks:
            self.webhooks.go_wrong({}, None)
        return no_faults(self.faults)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m repairs.log.hms.stub_server")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8001)
    options.add_argument("--state", default=":memory:", help="the SQLite file that keeps the orders")
    options.add_argument("--token", default="", help="the bearer token that the service must come with")
    options.add_argument("--slow-seconds", type=float, default=30)
    options.add_argument("--kind", type=Kind, choices=list(Kind), default=Kind.IDEMPOTENT, help="as HMS_KIND")
    options.add_argument("--lag", type=float, default=0, help="seconds until what was taken can be looked up")
    options.add_argument("--webhook-url", default="", help="where to tell what happened to a job")
    options.add_argument("--webhook-site", default="", help="the public address of the service, if that is another")
    options.add_argument("--webhook-secret", default="", help="as HMS_WEBHOOK_SECRET")
    chosen = options.parse_args()
    if chosen.webhook_url and not chosen.webhook_secret:
        options.error("--webhook-url needs a --webhook-secret")
    webhooks = None
    if chosen.webhook_url:
        webhooks = Webhooks(chosen.webhook_url, chosen.webhook_secret, site=chosen.webhook_site)
    orders = OrderBook(chosen.state)
    stub = StubHousingSystem(orders, chosen.token, chosen.slow_seconds, chosen.kind, chosen.lag, webhooks)
    run(open_port(stub, chosen.host, chosen.port), "The stand-in housing management system")
    if webhooks:
        webhooks.stop()
    orders.close()


if __name__ == "__main__":
    main()
