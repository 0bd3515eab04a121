"""The stand-in for Notify, as Notify's documentation has it, and as people see it."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest

from repairs.log.notify.fake_api import PAGE, FakeApi
from repairs.log.notify.fake_messages import FakeMessage, MessageBook, now
from repairs.log.notify.fake_requests import EMAIL_TEMPLATE_ID, SMS_TEMPLATE_ID, pass_through
from repairs.log.notify.fake_server import FakeNotify
from repairs.log.notify.fake_tokens import ApiKey
from repairs.log.notify.govuk import GovukNotify
from tests.contracts.builders import API_KEY
from tests.contracts.conftest import Serve
from tests.contracts.web import web

CLOCK = "Error: Your system clock must be accurate to within 30 seconds"
SERVICE, SECRET = API_KEY[-73:-37], API_KEY[-36:]
TEXT = {"phone_number": "07700900123", "template_id": SMS_TEMPLATE_ID, "personalisation": {"body": "Booked"}}
EMAIL = {
    "email_address": "sam@example.com",
    "template_id": EMAIL_TEMPLATE_ID,
    "personalisation": {"subject": "Booked", "body": "Booked"},
}


def token(secret: str = SECRET, algorithm: str = "HS256", **claims: Any) -> str:
    all_claims = {"iss": SERVICE, "iat": int(time.time()), **claims}
    return jwt.encode({name: value for name, value in all_claims.items() if value is not None}, secret, algorithm)


def post(url: str, data: Any, kind: str = "sms") -> httpx.Response:
    return web.post(f"{url}/v2/notifications/{kind}", json=data, headers={"Authorization": f"Bearer {token()}"})


def get(url: str, path: str, **query: str) -> httpx.Response:
    return web.get(f"{url}/v2/{path}", params=query, headers={"Authorization": f"Bearer {token()}"})


@pytest.mark.parametrize(
    ("authorization", "status", "message"),
    [
        (lambda: "", 401, "Unauthorized: authentication token must be provided"),
        (lambda: f"Basic {token()}", 401, "Unauthorized: authentication bearer scheme must be used"),
        (lambda: "Bearer nonsense", 403, "Invalid token: signature, api token is not valid"),
        (lambda: f"Bearer {token(iss=None)}", 403, "Invalid token: iss field not provided"),
        (lambda: f"Bearer {token(iss='Sam')}", 403, "Invalid token: service id is not the right data type"),
        (lambda: f"Bearer {token(iss=str(uuid4()))}", 403, "Invalid token: service not found"),
        (lambda: f"Bearer {token(secret=str(uuid4()))}", 403, "Invalid token: API key not found"),
        (lambda: f"Bearer {token(iat=None)}", 403, "Invalid token: API key not found"),
        (lambda: f"Bearer {token(iat=time.time() - 60)}", 403, CLOCK),
        (lambda: f"Bearer {token(iat=time.time() + 60)}", 403, CLOCK),
        (lambda: f"Bearer {token(SECRET * 2, 'HS512')}", 403, "Invalid token: algorithm used is not HS256"),
        (lambda: f"Bearer {token('', 'none')}", 403, "Invalid token: algorithm used is not HS256"),
    ],
)  # fmt: skip
def test_nobody_gets_in_without_a_right_token(
    fake_notify: str, authorization: Callable[[], str], status: int, message: str
) -> None:
    headers = {"Authorization": authorization()} if authorization() else {}
    answer = web.post(f"{fake_notify}/v2/notifications/sms", json=TEXT, headers=headers)
    assert answer.json() == {"status_code": status, "errors": [{"error": "AuthError", "message": message}]}
    assert answer.status_code == status
    assert web.get(f"{fake_notify}/messages").json() == []


def test_a_revoked_key_lets_nobody_in(serve: Serve, inbox: MessageBook) -> None:
    url = serve(FakeNotify(FakeApi(inbox, [ApiKey(API_KEY, is_revoked=True)], pass_through())))
    assert post(url, TEXT).json()["errors"][0]["message"] == "Invalid token: API key revoked"


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"phone_number": "0770"}, "ValidationError", "phone_number Not enough digits"),
        ({"phone_number": None}, "ValidationError", "phone_number None is not of type string"),
        ({"template_id": "x"}, "ValidationError", "template_id is not a valid UUID"),
        ({"personalisation": "x"}, "ValidationError", "personalisation x is not of type object"),
        ({"x": 1}, "ValidationError", "Additional properties are not allowed (x was unexpected)"),
        ({"reference": "r" * 1001}, "ValidationError", "reference is too long"),
        ({"template_id": "5e7a4f1c-5c9c-4d0e-9a53-000000000000"}, "BadRequestError", "Template not found"),
        (
            {"template_id": EMAIL_TEMPLATE_ID},
            "BadRequestError",
            "email template is not suitable for sms notification",
        ),
        ({"personalisation": {}}, "BadRequestError", "Missing personalisation: body"),
        ({"personalisation": {"body": " "}}, "BadRequestError", "Your message is empty."),
        ({"personalisation": {"body": "x" * 919}}, "BadRequestError", "Text messages cannot be longer than 918"),
    ],
)  # fmt: skip
def test_a_bad_request_is_refused_in_notifys_words(
    fake_notify: str, changes: dict[str, Any], error: str, message: str
) -> None:
    answer = post(fake_notify, {**TEXT, **changes})
    (said,) = answer.json()["errors"]
    assert (answer.status_code, said["error"]) == (400, error)
    assert said["message"].startswith(message)


@pytest.mark.parametrize(("kind", "field"), [("sms", "phone_number"), ("email", "email_address")])
def test_a_request_with_nothing_in_it_is_told_all_that_is_missing(fake_notify: str, kind: str, field: str) -> None:
    said = {error["message"] for error in post(fake_notify, {}, kind).json()["errors"]}
    assert said == {f"{field} is a required property", "template_id is a required property"}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b'{"phone_number": "\\ud83d"}', b"[]", b"3"])
def test_what_is_not_json_is_refused_in_json(fake_notify: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {token()}"}
    answer = web.post(f"{fake_notify}/v2/notifications/sms", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_a_sent_message_is_answered_as_notify_does(fake_notify: str) -> None:
    answer = post(fake_notify, {**EMAIL, "reference": "m-1"}, "email")
    assert answer.status_code == 201
    sent = answer.json()
    assert set(sent) == {"id", "reference", "content", "uri", "template", "scheduled_for"}
    assert sent["content"].items() >= {"subject": "Booked", "body": "Booked"}.items()
    assert sent["uri"] == f"{fake_notify}/v2/notifications/{sent['id']}"
    one = get(fake_notify, f"notifications/{sent['id']}").json()
    assert one.items() >= {"id": sent["id"], "reference": "m-1", "status": "delivered", "type": "email"}.items()


@pytest.mark.parametrize(
    ("kind", "changes", "status"),
    [
        ("sms", {}, "delivered"),
        ("sms", {"phone_number": "07700900003"}, "temporary-failure"),
        ("sms", {"phone_number": "+44 7700 900002"}, "permanent-failure"),
        ("email", {"email_address": "temp-fail@simulator.notify"}, "temporary-failure"),
        ("email", {"email_address": "perm-fail@simulator.notify"}, "permanent-failure"),
    ],
)
def test_the_simulators_numbers_and_addresses_fail(
    fake_notify: str, kind: str, changes: dict[str, str], status: str
) -> None:
    assert post(fake_notify, {**(TEXT if kind == "sms" else EMAIL), **changes}, kind).status_code == 201
    assert web.get(f"{fake_notify}/messages").json()[0]["status"] == status


def test_messages_are_looked_up_in_pages_and_by_what_they_are(fake_notify: str, inbox: MessageBook) -> None:
    for number in range(PAGE + 1):
        about = ("sms", "07700900123", "", "Booked", f"m-{number}", SMS_TEMPLATE_ID, "delivered", now())
        inbox.keep(FakeMessage(str(uuid4()), *about))
    first = get(fake_notify, "notifications", template_type="sms").json()
    assert [one["reference"] for one in first["notifications"]] == [f"m-{number}" for number in range(PAGE, 0, -1)]
    older = get(fake_notify, "notifications", older_than=first["notifications"][-1]["id"]).json()
    assert [one["reference"] for one in older["notifications"]] == ["m-0"]
    assert "next" in first["links"]
    assert "next" not in older["links"]
    assert get(fake_notify, "notifications", template_type="email").json()["notifications"] == []


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("notifications/5e7a4f1c-5c9c-4d0e-9a53-000000000000", 404, "NoResultFound"),
        ("notifications/7", 400, "ValidationError"),
        ("templates", 404, "NoResultFound"),
    ],
)
def test_what_is_not_there_is_said_as_notify_does(fake_notify: str, path: str, status: int, error: str) -> None:
    answer = get(fake_notify, path)
    assert (answer.status_code, answer.json()["errors"][0]["error"]) == (status, error)


def test_the_list_of_messages_is_json_newest_first(fake_notify: str) -> None:
    post(fake_notify, {**TEXT, "reference": "m-1"})
    post(fake_notify, {**EMAIL, "reference": "m-2"}, "email")
    listed = web.get(f"{fake_notify}/messages").json()
    assert [message["reference"] for message in listed] == ["m-2", "m-1"]
    assert set(listed[0]) == {"id", "type", "to", "subject", "body", "reference", "created_at", "status"}
    assert [one["to"] for one in web.get(f"{fake_notify}/messages", params={"reference": "m-1"}).json()] == [
        "07700900123"
    ]


def test_links_in_the_inbox_can_be_followed_and_nothing_else_is_live(fake_notify: str) -> None:
    assert "No messages yet" in web.get(fake_notify).text
    body = 'Change it: https://repairs.example/r/a?b=1&c=2. <script>alert("x")</script> https://a.example/"onclick=x'
    post(fake_notify, {**TEXT, "personalisation": {"body": body}})
    page = web.get(fake_notify).text
    assert 'href="https://repairs.example/r/a?b=1&amp;c=2" rel="noreferrer"' in page
    assert 'href="https://a.example/"' in page
    assert "<script" not in page
    assert '"onclick' not in page


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/health/", 200), ("GET", "/style.css", 200), ("GET", "/v1", 404), ("POST", "/messages", 405)],
)
def test_other_addresses_answer(fake_notify: str, method: str, path: str, status: int) -> None:
    assert web.request(method, f"{fake_notify}{path}").status_code == status


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_when_told_and_its_file_keeps_the_messages(tmp_path: Path, ending: signal.Signals) -> None:
    state = tmp_path / "notify.sqlite3"
    program = [sys.executable, "-m", "repairs.log.notify.fake_server", "--port", "0", "--api-key", API_KEY]
    with subprocess.Popen([*program, "--state", str(state)], stdout=-1, stderr=-1, text=True) as server:
        assert server.stdout is not None
        url = server.stdout.readline().split()[-1]
        sent = GovukNotify(url, API_KEY, SMS_TEMPLATE_ID).send_text("07700900123", "Booked", reference="m-1")
        server.send_signal(ending)
        _, errors = server.communicate(timeout=5)
    assert (server.returncode, errors) == (0, "")
    messages = MessageBook(str(state))
    assert [message.id for message in messages.newest_first()] == [sent]
    messages.close()


def test_a_key_that_cannot_be_one_is_refused_at_the_start() -> None:
    program = [sys.executable, "-m", "repairs.log.notify.fake_server", "--api-key", "secret"]
    ended = subprocess.run(program, capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 2
    assert "<name>-<UUID>-<UUID>" in ended.stderr
