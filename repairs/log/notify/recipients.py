"""Which phone numbers and email addresses GOV.UK Notify takes, and what it says of the others."""

import re
import unicodedata

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

MOBILE_DIGITS = 10
EXAMPLES = "7700900"
LONGEST_EMAIL = 320
LONGEST_HOST = 253
LONGEST_LABEL = 63

BEFORE_THE_AT = re.compile(r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~\-]+")
HOST_LABEL = re.compile(r"(xn|[a-z0-9]+)(-?-[a-z0-9]+)*", re.IGNORECASE)
LAST_LABEL = re.compile(r"[a-z]{2,63}|xn--([a-z0-9]+-)*[a-z0-9]+", re.IGNORECASE)


class BadRecipient(ValueError):
    """Notify's own sentence about it."""


def check_phone_number(written: str) -> str:
    """The number as 447700900123. Raises BadRecipient for all but UK mobiles."""
    digits = "".join(character for character in written if not is_space(character) and character not in "()-+")
    if not re.fullmatch(r"[0-9]+", digits):
        raise BadRecipient("Must not contain letters or symbols")
    national = digits.lstrip("0").removeprefix("44").lstrip("0")
    if not national.startswith("7"):
        raise BadRecipient("Not a UK mobile number")
    if len(national) != MOBILE_DIGITS:
        raise BadRecipient("Too many digits" if len(national) > MOBILE_DIGITS else "Not enough digits")
    if not takes_texts(PhoneNumber(country_code=44, national_number=int(national))):
        raise BadRecipient("Number is not valid")
    return f"44{national}"


def takes_texts(number: PhoneNumber) -> bool:
    """Whether its range is given out to mobiles, or kept for examples. Notify knows the ranges by the same library."""
    is_example = str(number.national_number).startswith(EXAMPLES)
    return is_example or phonenumbers.number_type(number) == PhoneNumberType.MOBILE


def is_space(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cf"


def check_email_address(written: str) -> str:
    """The address without spaces around it. Raises BadRecipient."""
    address = written.strip()
    before, _, host = address.rpartition("@")
    named = BEFORE_THE_AT.fullmatch(before) and is_host(host)
    if len(address) > LONGEST_EMAIL or ".." in address or not named:
        raise BadRecipient("Not a valid email address")
    return address


def is_host(host: str) -> bool:
    try:
        written = host.encode("idna").decode()
    except UnicodeError:
        return False
    labels = written.split(".")
    named = all(len(label) <= LONGEST_LABEL and HOST_LABEL.fullmatch(label) for label in labels)
    return len(written) <= LONGEST_HOST and len(labels) > 1 and named and bool(LAST_LABEL.fullmatch(labels[-1]))
