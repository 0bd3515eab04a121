"""What every message gateway promises: the fake, and Notify's own client talking to the fake Notify over HTTP."""

import pytest

from repairs.log.notify import MessageGatewayDown, MessageRefused
from repairs.log.notify.bars import Bar
from tests.contracts.conftest import Gateway
from tests.contracts.test_housing_system import AWKWARD

PHONE, ADDRESS = "07700 900123", "sam@example.com"


def test_a_text_goes_with_our_words_and_reference(gateway: Gateway) -> None:
    sent = gateway.gateway.send_text(PHONE, "Your repair is booked.", reference="m-1")
    (message,) = gateway.messages()
    assert (
        message.items()
        >= {
            "id": sent,
            "type": "sms",
            "to": PHONE,
            "body": "Your repair is booked.",
            "reference": "m-1",
        }.items()
    )


def test_an_email_goes_with_its_subject(gateway: Gateway) -> None:
    sent = gateway.gateway.send_email(ADDRESS, "Repair booked", "Your repair is booked.", reference="m-1")
    (message,) = gateway.messages()
    assert message["id"] == sent
    assert (message["type"], message["to"]) == ("email", ADDRESS)
    assert (message["subject"], message["body"]) == ("Repair booked", "Your repair is booked.")


@pytest.mark.parametrize("text", [*AWKWARD, "((body)) ((subject)) ((other))"])
def test_words_arrive_unchanged(gateway: Gateway, text: str) -> None:
    gateway.gateway.send_text(PHONE, text, reference="m-1")
    gateway.gateway.send_email(ADDRESS, text, text, reference="m-2")
    text_message, email = gateway.messages()
    assert (text_message["body"], email["subject"], email["body"]) == (text, text, text)


def test_a_message_is_found_by_our_reference(gateway: Gateway) -> None:
    assert gateway.gateway.find("m-1") is None
    sent = gateway.gateway.send_text(PHONE, "Booked", reference="m-1")
    gateway.gateway.send_text(PHONE, "Booked", reference="m-2")
    assert gateway.gateway.find("m-1") == sent
    assert gateway.gateway.find("m") is None


@pytest.mark.parametrize("fault", ["drop", "malformed", "slow"])
def test_a_message_whose_reply_was_lost_can_be_found(gateway: Gateway, fault: str) -> None:
    gateway.meets([fault])
    with pytest.raises(MessageGatewayDown) as caught:
        gateway.gateway.send_text(PHONE, "Booked", reference="m-1")
    assert caught.value.outcome_unknown
    (message,) = gateway.messages()
    assert gateway.gateway.find("m-1") == message["id"]


def test_a_busy_gateway_says_when_to_come_back(gateway: Gateway) -> None:
    gateway.meets(["429"])
    with pytest.raises(MessageGatewayDown) as caught:
        gateway.gateway.send_email(ADDRESS, "Booked", "Booked", reference="m-1")
    assert not caught.value.outcome_unknown
    assert caught.value.retry_after == 60
    assert gateway.messages() == []


def test_an_error_of_the_gateway_leaves_the_outcome_unknown(gateway: Gateway) -> None:
    gateway.meets(["500"])
    with pytest.raises(MessageGatewayDown) as caught:
        gateway.gateway.send_text(PHONE, "Booked", reference="m-1")
    assert caught.value.outcome_unknown
    assert gateway.gateway.find("m-1") is None


def test_a_refusal_that_is_not_about_the_recipient_goes_to_a_person(gateway: Gateway) -> None:
    gateway.meets(["refuse"])
    with pytest.raises(MessageRefused) as caught:
        gateway.gateway.send_text(PHONE, "Booked", reference="m-1")
    assert not caught.value.bad_recipient


@pytest.mark.parametrize("phone", ["01632 960001", "07700 90012", "+33 6 12 34 56 78", "Sam", ""])
def test_a_number_that_cannot_get_a_text_is_the_recipients_fault(gateway: Gateway, phone: str) -> None:
    with pytest.raises(MessageRefused) as caught:
        gateway.gateway.send_text(phone, "Booked", reference="m-1")
    assert caught.value.bad_recipient
    assert not phone or phone not in caught.value.reason


@pytest.mark.parametrize("address", ["sam", "sam@localhost", '"sam o"@example.com', "sam@[192.0.2.1]", "a..b@c.uk", ""])
def test_an_address_that_cannot_get_an_email_is_the_recipients_fault(gateway: Gateway, address: str) -> None:
    with pytest.raises(MessageRefused) as caught:
        gateway.gateway.send_email(address, "Booked", "Booked", reference="m-1")
    assert caught.value.bad_recipient


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_it_says_what_became_of_a_message(gateway: Gateway, status: str) -> None:
    arrived = gateway.gateway.delivery_of(gateway.gateway.send_text(PHONE, "Booked", reference="m-1"))
    assert arrived is not None
    assert arrived.status == "delivered"
    gateway.ends(status)
    failed = gateway.gateway.delivery_of(gateway.gateway.send_email(ADDRESS, "Booked", "Booked", reference="m-2"))
    assert failed is not None
    assert failed.status == status
    assert failed.at is None or failed.at.tzinfo


@pytest.mark.parametrize("unknown", ["5e7a4f1c-5c9c-4d0e-9a53-000000000000", "00000000-0000-0000-0000-000000000000"])
def test_it_says_so_of_a_message_that_it_does_not_know(gateway: Gateway, unknown: str) -> None:
    gateway.gateway.send_text(PHONE, "Booked", reference="m-1")
    assert gateway.gateway.delivery_of(unknown) is None


@pytest.mark.parametrize(
    ("fault", "bar"),
    [
        ("not-let-in", Bar.KEY),
        ("clock", Bar.CLOCK),
        ("429-daily", Bar.DAILY_LIMIT),
        ("refuse", Bar.TEAM_ONLY),
        ("trial", Bar.TRIAL),
        ("429", None),
        ("500", None),
    ],
)
def test_it_says_what_bars_all_messages(gateway: Gateway, fault: str, bar: Bar | None) -> None:
    gateway.meets([fault])
    with pytest.raises((MessageGatewayDown, MessageRefused)) as caught:
        gateway.gateway.send_text(PHONE, "Booked", reference="m-1")
    assert getattr(caught.value, "bar", None) == bar
    assert gateway.messages() == []
    assert gateway.gateway.send_text(PHONE, "Booked", reference="m-2")
