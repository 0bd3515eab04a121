"""How to reach the resident, and who opens the door."""

import pytest

from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_home, takes_first_time, tells_of_kitchen_leak

GOOD = {"name": "Ada Byron", "phone": "07700 900123", "tell_by": "text", "who": "me"}


@pytest.fixture
def at_contact(resident: Resident) -> Resident:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()
    takes_first_time(resident)
    return resident


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"phone": ""}, "Enter a UK mobile number, so that we can send you a text message"),
        ({"phone": "01632 960001"}, "Enter a UK mobile number, so that we can send you a text message"),
        ({"phone": "not a number"}, "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        ({"phone": "0770 090"}, "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        ({"tell_by": "email"}, "Enter your email address, so that we can write to you"),
        ({"email": "ada@"}, "Enter an email address in the correct format, like name@example.com"),
        ({"email": '"a b"@example.com'}, "Enter an email address in the correct format, like name@example.com"),
        ({"tell_by": "phone", "phone": ""}, "Enter your phone number, so that we can ring you"),
        ({"who": ""}, "Select who will be in when we come"),
        ({"who": "else"}, "Enter the full name of the person who will be in"),
        ({"access_notes": "x" * 251}, "Your answer must be 250 characters or fewer, but it has 251"),
        ({"name": "x" * 101}, "Your full name must be 100 characters or fewer"),
    ],
)
def test_what_is_missing_is_said_once_and_the_rest_is_kept(
    at_contact: Resident, given: dict[str, str], error: str
) -> None:
    at_contact.typed |= GOOD | given
    at_contact.presses()
    assert at_contact.error == error
    assert at_contact.value_of("name") == (GOOD | given)["name"]
    assert at_contact.value_of("phone") == (GOOD | given)["phone"]


@pytest.mark.parametrize(
    "phone",
    ["07700900123", "07700 900 123", "+44 7700 900123", "0044 7700 900123", "(07700) 900-123", "07700.900.123"],
)
def test_mobile_numbers_are_taken_as_people_write_them(at_contact: Resident, phone: str) -> None:
    at_contact.typed |= GOOD | {"phone": phone}
    at_contact.presses()
    assert at_contact.heading == "Check your answers"
    assert phone in at_contact.says


@pytest.mark.parametrize("phone", ["01632 960001", "020 7946 0000", "0300 123 4567", "0800 111 999"])
def test_landlines_do_for_a_call(at_contact: Resident, phone: str) -> None:
    at_contact.typed |= GOOD | {"phone": phone, "tell_by": "phone"}
    at_contact.presses()
    assert at_contact.heading == "Check your answers"


@pytest.mark.parametrize("name", ["李小龍", "Zoë O’Brien-Smith", "X", "Ng"])
def test_any_name_is_a_name(at_contact: Resident, name: str) -> None:
    at_contact.typed |= GOOD | {"name": name}
    at_contact.presses()
    assert name in at_contact.says


def test_what_a_keyboard_cannot_type_is_left_out(at_contact: Resident) -> None:
    at_contact.typed |= GOOD | {"name": "Ada\x00\x1b[31m\x07 Byron"}
    at_contact.presses()
    assert "Ada[31m Byron" in at_contact.says


def test_an_answer_that_was_not_offered_is_asked_for_again(at_contact: Resident) -> None:
    at_contact.typed |= GOOD | {"tell_by": "pigeon"}
    at_contact.presses()
    assert at_contact.error == "Select how we should tell you about this repair"


def test_someone_else_can_be_in(at_contact: Resident) -> None:
    at_contact.typed |= GOOD | {"who": "else", "in_name": "Charles", "in_phone": "07700 900 456"}
    at_contact.presses()
    assert "Charles" in at_contact.says
    assert "07700 900 456" in at_contact.says


def test_email_alone_is_enough(at_contact: Resident) -> None:
    at_contact.typed |= GOOD | {"phone": "", "email": "ada+home@example.com", "tell_by": "email"}
    at_contact.presses()
    assert at_contact.heading == "Check your answers"
