"""Which phone numbers and email addresses GOV.UK Notify takes, and what it says of the others."""

import re
import unicodedata

MOBILE_DIGITS = 10
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
    return f"44{national}"


def is_space(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cf"


def check_email_address(written: str) -> str:
    """The address without spaces around it. Raises BadRecipient."""
    address = written.strip()
    before, _, host = address.rpartition("@")
    if len(address) > LONGEST_EMAIL or ".." in address or not BEFORE_THE_AT.fullmatch(before) or not is_host(host):
        raise BadRecipient("Not a valid email address")
    return address


def is_host(host: str) -> bool:
    try:
        labels = host.encode("idna").decode().split(".")
    except UnicodeError:
        return False
    named = all(len(label) <= LONGEST_LABEL and HOST_LABEL.fullmatch(label) for label in labels)
    return len(host) <= LONGEST_HOST and len(labels) > 1 and named and bool(LAST_LABEL.fullmatch(labels[-1]))
