"""Where Notify tells us what became of messages: open to its token only, and never put out by anything it is sent."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from repairs.log.models import Event, Message
from repairs.log.outbox import sweep
from tests.conftest import NOW
from tests.log.builders import without_a_time

pytestmark = pytest.mark.usefixtures("outside")

NOBODYS = "0b6c2f6d-1a01-4d0e-9a53-5e7a4f1c5c9c"
TOKEN, BEFORE = "t" * 40, "b" * 40


@pytest.fixture(autouse=True)
def message(outside: None, settings: Settings) -> Message:
    settings.NOTIFY_RECEIPT_TOKEN, settings.NOTIFY_RECEIPT_TOKEN_BEFORE = TOKEN, BEFORE
    without_a_time()
    sweep()
    return Message.objects.get()


def receipt(message: Message, **changes: Any) -> dict[str, Any]:
    """As Notify documents it."""
    return {
        "id": message.gateway_id,
        "reference": str(message.key),
        "to": "07700900123",
        "status": "delivered",
        "created_at": "2026-03-04T10:00:00.000000Z",
        "completed_at": "2026-03-04T10:00:00.000000Z",
        "sent_at": "2026-03-04T10:00:00.000000Z",
        "notification_type": "sms",
        "template_id": str(uuid4()),
        "template_version": 1,
    } | changes


def post(body: Any, token: str | None = TOKEN, scheme: str = "Bearer") -> Any:
    headers = {"Authorization": f"{scheme} {token}"} if token is not None else {}
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    client = Client(enforce_csrf_checks=True)
    return client.post("/notify/receipts/", raw, content_type="application/json", headers=headers)


def test_a_receipt_says_what_became_of_a_message(message: Message) -> None:
    answer = post(receipt(message))
    assert (answer.status_code, json.loads(answer.content)) == (200, {"changed": True})
    message.refresh_from_db()
    assert (message.delivery, message.delivery_at, message.ask_delivery_at) == ("delivered", NOW, None)


def test_the_same_again_and_older_news_change_nothing(message: Message) -> None:
    post(receipt(message))
    for status in ("delivered", "sending", "temporary-failure"):
        assert json.loads(post(receipt(message, status=status)).content) == {"changed": False}
    assert Event.objects.filter(kind="message-delivered").count() == 1


def test_the_token_from_before_still_opens(message: Message) -> None:
    assert post(receipt(message), BEFORE).status_code == 200


@pytest.mark.parametrize(
    ("token", "scheme"),
    [(None, ""), ("", "Bearer"), ("wrong", "Bearer"), (TOKEN + "x", "Bearer"), (TOKEN, "Basic"), ("\u00e9", "Bearer")],
)
def test_without_the_token_nothing_is_changed(message: Message, token: str | None, scheme: str) -> None:
    assert post(receipt(message), token, scheme).status_code == 401
    message.refresh_from_db()
    assert message.delivery == "created"


def test_with_no_token_set_nobody_gets_in(message: Message, settings: Settings) -> None:
    settings.NOTIFY_RECEIPT_TOKEN = settings.NOTIFY_RECEIPT_TOKEN_BEFORE = ""
    for token in ("", " ", TOKEN):
        assert post(receipt(message), token).status_code == 401


def test_a_message_that_is_not_ours_changes_nothing(message: Message) -> None:
    assert json.loads(post(receipt(message, id=str(uuid4()))).content) == {"changed": False}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 9000,
        b'{"id": "\\u0000", "status": "delivered"}',
        b'{"id": "\\ud800", "status": "delivered"}',
        b'{"id": 7, "status": "delivered"}',
        b'{"status": "delivered"}',
        json.dumps({"id": NOBODYS, "status": "eaten"}).encode(),
        json.dumps({"id": NOBODYS, "status": "delivered", "completed_at": 10**30}).encode(),
        b'{"id": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_not_a_receipt_is_refused(body: bytes) -> None:
    assert post(body).status_code == 400


def test_a_body_without_end_is_refused(message: Message) -> None:
    assert post(receipt(message, to="x" * 20_000)).status_code == 413


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2027-01-01T00:00:00Z"])
def test_a_time_that_cannot_be_is_not_kept(message: Message, moment: str) -> None:
    assert post(receipt(message, completed_at=moment)).status_code == 200
    message.refresh_from_db()
    assert (message.delivery, message.delivery_at) == ("delivered", NOW)


def test_a_database_that_is_away_makes_notify_come_again(message: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any) -> bool:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr("repairs.log.notify.views.take_receipt", away)
    assert post(receipt(message)).status_code == 429


def test_only_posting_is_answered() -> None:
    assert Client().get("/notify/receipts/").status_code == 405
