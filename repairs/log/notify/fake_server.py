"""A stand-in for GOV.UK Notify, over real HTTP: `python -m repairs.log.notify.fake_server --api-key KEY`.

It answers Notify's own client, at the root of its address, and sends nothing to anyone. With `--receipt-url` it sends
delivery receipts there, and with `--most-a-minute` it answers 429 after so many.

    POST /v2/notifications/sms, /v2/notifications/email
    GET  /v2/notifications, /v2/notifications/<id>
    GET  /messages          what was taken, as JSON, newest first; ?reference= finds those with our reference
    GET  /statistics        how many of what, and duplicates: more than one message with one reference
    POST /faults            what goes wrong, see `repairs.stubs.fault_list`; also what becomes of messages,
                            {"failures": {"permanent-failure": 0.1}, "seed": 7}, and of receipts,
                            {"receipts": {"duplicate": 0.1, "shuffle": 0.1, "lose": 0.1}, "seed": 7}
    DELETE /faults          nothing goes wrong
    GET  /                  the inbox, for people
    GET  /health/
"""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from repairs.log.notify.fake_api import FakeApi, error_answer
from repairs.log.notify.fake_fates import FAILURES, MOST_A_MINUTE, Pace
from repairs.log.notify.fake_messages import MessageBook
from repairs.log.notify.fake_receipts import Receipts
from repairs.log.notify.fake_requests import EMAIL_TEMPLATE_ID, SMS_TEMPLATE_ID, pass_through
from repairs.log.notify.fake_tokens import ApiKey
from repairs.log.notify.inbox_page import as_listed, inbox_page
from repairs.stubs.callbacks import GOES_WRONG
from repairs.stubs.fault_list import faults_asked_for, no_faults, read_faults, read_seed, read_shares
from repairs.stubs.pages import stylesheet
from repairs.stubs.server import Answer, Asked, Unreadable, as_json, open_port, run


@dataclass(frozen=True)
class FakeNotify:
    api: FakeApi

    def __call__(self, asked: Asked) -> Answer | None:
        messages = self.api.messages
        if asked.path.startswith("/v2/"):
            return self.api.answer(asked)
        match asked.method, asked.path:
            case "GET", "/":
                return inbox_page(messages)
            case "GET", "/style.css":
                return stylesheet()
            case "GET", "/health/":
                return as_json(HTTPStatus.OK, {"status": "ok"})
            case "GET", "/messages":
                found = messages.newest_first(reference=asked.query.get("reference", ""))
                return as_json(HTTPStatus.OK, [as_listed(message) for message in found])
            case "GET", "/statistics":
                return as_json(HTTPStatus.OK, statistics(self.api))
            case "POST", "/faults":
                return set_faults(asked, self.api)
            case "DELETE", "/faults":
                return end_faults(self.api)
            case _, "/statistics" | "/" | "/style.css" | "/health/" | "/messages" | "/faults":
                return error_answer(HTTPStatus.METHOD_NOT_ALLOWED, "MethodNotAllowed", ["Method not allowed"])
        return error_answer(HTTPStatus.NOT_FOUND, "NoResultFound", ["No result found"])


def statistics(api: FakeApi) -> dict[str, Any]:
    met = {str(fault): count for fault, count in sorted(api.faults.met.items())}
    receipts = {**api.receipts.counts, "waiting": api.receipts.waiting()} if api.receipts else {}
    return {**api.messages.statistics(), "faults": met, "receipts": receipts}


def set_faults(asked: Asked, api: FakeApi) -> Answer:
    data = faults_asked_for(asked)
    if "failures" in data:
        api.fates.set_rates(read_known(data["failures"], FAILURES), read_seed(data))
        return as_json(HTTPStatus.OK, {"failures": api.fates.rates})
    if "receipts" in data and api.receipts:
        api.receipts.go_wrong(read_known(data["receipts"], GOES_WRONG), read_seed(data))
        return as_json(HTTPStatus.OK, {"receipts": api.receipts.rates})
    return read_faults(asked, api.faults)


def read_known(given: Any, known: Sequence[str]) -> dict[str, float]:
    rates = read_shares(given, most=len(known))
    if not set(rates) <= set(known):
        raise Unreadable(f"What goes wrong is: {', '.join(known)}.")
    return rates


def end_faults(api: FakeApi) -> Answer:
    api.fates.set_rates({}, None)
    if api.receipts:
        api.receipts.go_wrong({}, None)
    return no_faults(api.faults)


def api_key(written: str) -> ApiKey:
    try:
        return ApiKey(written)
    except ValueError:
        raise argparse.ArgumentTypeError("an API key is <name>-<UUID>-<UUID>") from None


def template_id(written: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", written):
        raise argparse.ArgumentTypeError("a template id is a UUID")
    return written


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m repairs.log.notify.fake_server")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8002)
    options.add_argument("--state", default=":memory:", help="the SQLite file that keeps the messages")
    options.add_argument("--api-key", type=api_key, required=True)
    options.add_argument("--sms-template-id", type=template_id, default=SMS_TEMPLATE_ID)
    options.add_argument("--email-template-id", type=template_id, default=EMAIL_TEMPLATE_ID)
    options.add_argument("--slow-seconds", type=float, default=30)
    options.add_argument("--most-a-minute", type=int, default=MOST_A_MINUTE)
    options.add_argument("--receipt-url", default="", help="where delivery receipts go")
    options.add_argument("--receipt-site", default="", help="the public address of the service, if that is another")
    options.add_argument("--receipt-token", default="", help="the bearer token that they carry")
    chosen = options.parse_args()
    templates = pass_through(chosen.sms_template_id, chosen.email_template_id)
    receipts = None
    if chosen.receipt_url:
        receipts = Receipts(chosen.receipt_url, chosen.receipt_token, site=chosen.receipt_site)
    api = FakeApi(
        MessageBook(chosen.state),
        [chosen.api_key],
        templates,
        chosen.slow_seconds,
        receipts=receipts,
        pace=Pace(chosen.most_a_minute),
    )
    run(open_port(FakeNotify(api), chosen.host, chosen.port), "The stand-in GOV.UK Notify")
    if receipts:
        receipts.stop()
    api.messages.close()


if __name__ == "__main__":
    main()
