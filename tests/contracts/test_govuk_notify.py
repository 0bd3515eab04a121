"""What the Notify client makes of each answer that Notify documents, and of those that it does not."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from pytest_django import Settings

from repairs.log.notify import MessageGatewayDown, MessageRefused, message_gateway
from repairs.log.notify.fake_api import error_answer
from repairs.log.notify.fake_requests import EMAIL_TEMPLATE_ID, SMS_TEMPLATE_ID
from repairs.log.notify.govuk import GovukNotify
from repairs.log.notify.govuk_errors import seconds_to_midnight
from repairs.stubs.server import Answer
from tests.contracts.builders import API_KEY
from tests.contracts.conftest import PATIENCE, Serve

Send = Callable[[Answer | None], str]


@pytest.fixture
def send(serve: Serve) -> Send:
    """Sends a text to a Notify that gives this answer."""

    def to_notify_with(answer: Answer | None) -> str:
        url = serve(lambda asked: answer)
        notify = GovukNotify(url, API_KEY, SMS_TEMPLATE_ID, EMAIL_TEMPLATE_ID, timeout_seconds=PATIENCE)
        return notify.send_text("07700 900123", "Booked", reference="m-1")

    return to_notify_with


@pytest.mark.parametrize(
    ("status", "error", "outcome_unknown"),
    [
        (401, "AuthError", False),
        (403, "AuthError", False),
        (404, "NoResultFound", False),
        (408, "Timeout", True),
        (429, "RateLimitError", False),
        (429, "TooManyRequestsError", False),
        (500, "Exception", True),
        (503, "Exception", True),
        (504, "EventletTimeout", True),
    ],
)
def test_a_message_is_kept_for_another_try(send: Send, status: int, error: str, outcome_unknown: bool) -> None:
    with pytest.raises(MessageGatewayDown) as caught:
        send(error_answer(status, error, ["Something"]))
    assert caught.value.outcome_unknown is outcome_unknown
    assert caught.value.reason == f"{status} {error}: Something"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        Answer(200, b"<!DOCTYPE html>"),
        Answer(201, b""),
        Answer(201, b"{}"),
        Answer(201, b'["id"]'),
        Answer(201, b'{"id": null}'),
        Answer(302, b"", headers={"Location": "/log-in"}),
        Answer(502, b"<!DOCTYPE html>"),
    ],
)
def test_an_answer_that_cannot_be_read_leaves_the_outcome_unknown(send: Send, answer: Answer | None) -> None:
    with pytest.raises(MessageGatewayDown) as caught:
        send(answer)
    assert caught.value.outcome_unknown


@pytest.mark.parametrize(
    ("error", "text", "bad_recipient"),
    [
        ("ValidationError", "phone_number Not enough digits", True),
        ("ValidationError", "template_id is not a valid UUID", False),
        ("BadRequestError", "phone_number is not on the list", False),
        ("BadRequestError", "Missing personalisation: body", False),
    ],
)
def test_a_refusal_says_whether_the_recipient_is_at_fault(
    send: Send, error: str, text: str, bad_recipient: bool
) -> None:
    with pytest.raises(MessageRefused) as caught:
        send(error_answer(400, error, [text]))
    assert caught.value.bad_recipient is bad_recipient
    assert caught.value.reason == f"400 {error}: {text}"


@pytest.mark.parametrize("quoted", ["07700 900123", "+447700900123", "sam@example.com"])
def test_a_reason_never_quotes_a_number_or_an_address(send: Send, quoted: str) -> None:
    with pytest.raises(MessageRefused) as caught:
        send(error_answer(400, "BadRequestError", [f"Cannot send to {quoted}."]))
    assert quoted not in caught.value.reason


@time_machine.travel(datetime(2026, 7, 1, 22, 0, tzinfo=UTC), tick=False)
def test_the_daily_limit_starts_again_at_midnight_utc() -> None:
    assert seconds_to_midnight() == 2 * 60 * 60 + 1


def test_after_the_daily_limit_it_waits_for_the_next_day(send: Send) -> None:
    with pytest.raises(MessageGatewayDown) as caught:
        send(error_answer(429, "TooManyRequestsError", ["Exceeded send limits (sms: 250000) for today"]))
    assert caught.value.retry_after is not None
    assert abs(caught.value.retry_after - seconds_to_midnight()) < 60


def test_a_message_that_could_not_leave_did_not_go(free_port: int) -> None:
    with pytest.raises(MessageGatewayDown) as caught:
        GovukNotify(f"http://127.0.0.1:{free_port}", API_KEY).find("m-1")
    assert not caught.value.outcome_unknown


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"notifications": [{}]}', b'{"notifications": null}'])
def test_a_look_up_that_cannot_be_read_finds_nothing_out(serve: Serve, body: bytes) -> None:
    url = serve(lambda asked: Answer(200, body))
    with pytest.raises(MessageGatewayDown):
        GovukNotify(url, API_KEY).find("m-1")


def test_without_an_api_key_messages_wait(settings: Settings) -> None:
    settings.NOTIFY_API_KEY = ""
    with pytest.raises(MessageGatewayDown, match="NOTIFY_API_KEY"):
        GovukNotify().send_text("07700 900123", "Booked", reference="m-1")


def test_the_client_is_set_up_from_the_settings(fake_notify: str, settings: Settings) -> None:
    settings.NOTIFY_CLIENT = "repairs.log.notify.govuk.GovukNotify"
    settings.NOTIFY_URL, settings.NOTIFY_API_KEY = fake_notify, API_KEY
    settings.NOTIFY_SMS_TEMPLATE_ID, settings.NOTIFY_EMAIL_TEMPLATE_ID = SMS_TEMPLATE_ID, EMAIL_TEMPLATE_ID
    assert message_gateway().send_text("07700 900123", "Booked", reference="m-1")
    assert message_gateway().send_email("sam@example.com", "Booked", "Booked", reference="m-2")


def test_the_api_key_is_not_in_what_a_log_would_show() -> None:
    assert API_KEY not in repr(GovukNotify("http://localhost", API_KEY))
