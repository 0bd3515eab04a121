"""A stand-in for GOV.UK Notify, over real HTTP: `python -m repairs.log.notify.fake_server --api-key KEY`.

It answers Notify's own client, at the root of its address, and sends nothing to anyone.

    POST /v2/notifications/sms, /v2/notifications/email
    GET  /v2/notifications, /v2/notifications/<id>
    GET  /messages          what was taken, as JSON, newest first; ?reference= finds those with our reference
    POST /faults            {"next": ["drop", "429"]}: what the next messages meet, see `repairs.stubs.faults`
    GET  /                  the inbox, for people
    GET  /health/
"""

import argparse
import re
from dataclasses import dataclass
from http import HTTPStatus

from repairs.log.notify.fake_api import FakeApi, error_answer
from repairs.log.notify.fake_messages import MessageBook
from repairs.log.notify.fake_requests import EMAIL_TEMPLATE_ID, SMS_TEMPLATE_ID, pass_through
from repairs.log.notify.fake_tokens import ApiKey
from repairs.log.notify.inbox_page import as_listed, inbox_page
from repairs.stubs.fault_list import read_faults
from repairs.stubs.pages import stylesheet
from repairs.stubs.server import Answer, Asked, as_json, open_port, run


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
            case "POST", "/faults":
                return read_faults(asked, self.api.faults)
            case _, "/" | "/style.css" | "/health/" | "/messages" | "/faults":
                return error_answer(HTTPStatus.METHOD_NOT_ALLOWED, "MethodNotAllowed", ["Method not allowed"])
        return error_answer(HTTPStatus.NOT_FOUND, "NoResultFound", ["No result found"])


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
    chosen = options.parse_args()
    templates = pass_through(chosen.sms_template_id, chosen.email_template_id)
    api = FakeApi(MessageBook(chosen.state), [chosen.api_key], templates, chosen.slow_seconds)
    run(open_port(FakeNotify(api), chosen.host, chosen.port), "The stand-in GOV.UK Notify")
    api.messages.close()


if __name__ == "__main__":
    main()
