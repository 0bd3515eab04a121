"""What we take as an email address or a mobile number, Notify takes: for whatever anybody may type.

Notify's rules are written here a second time, from its own published checks, so that ours are not held to themselves.
"""

import re
from collections.abc import Callable
from random import Random

import phonenumbers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repairs.log.email import is_email
from repairs.log.notify.recipients import BadRecipient, check_email_address, check_phone_number
from repairs.log.phone import NotAPhoneNumber, is_mobile, read_phone, write_phone
from tests.attack.figures import found
from tests.attack.hostile.strings import ALL, WHOLE

MADE_UP = 10_000 if WHOLE else 200
"""Of each kind."""
CASES = 500 if WHOLE else 60

many = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

NAMES = "abzAZ019.!#$%&'*+/=?^_`{|}~-"
ODD_IN_NAMES = '"\\ ,;:<>()[]\u00e9\u200b\t\n'
LABELS = "abzAZ019--__.\u00fc\u00df\u2024\u3002\uff21\u00ad\u200d "
DIGITS_AND_MORE = "0123456789 +()-./x\u0663\u0667\uff10\uff17\u00a0\u200b"

LOCAL = st.text(st.sampled_from(NAMES + ODD_IN_NAMES), max_size=70)
LABEL = st.text(st.sampled_from(LABELS), max_size=66)
HOST = st.lists(
    st.one_of(LABEL, st.sampled_from(["xn--", "xn--a", "a---b", "com", "uk", "localhost", "127", ""])), max_size=6
)
EMAIL = st.one_of(
    st.builds(lambda local, host: f"{local}@{'.'.join(host)}", LOCAL, HOST), st.emails(), st.text(max_size=40)
)

PHONE = st.one_of(
    st.from_regex(r"\A(\+44|0044|44|0|\(0\)|\+440|\+)? ?7[0-9]{3}[ .-]?[0-9]{6}( ?(x|ext) ?[0-9]{1,4})?\Z"),
    st.text(st.sampled_from(DIGITS_AND_MORE), max_size=20),
    st.integers(7_000_000_000, 7_999_999_999).map(lambda digits: f"0{digits}"),
)


def notify_takes_email(address: str) -> bool:
    match = re.fullmatch(r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@([^.@][^@\s]+)", address)
    if match is None or len(address) > 320 or ".." in address:
        return False
    try:
        host = match[1].encode("idna").decode("ascii")
    except UnicodeError:
        return False
    labels = host.split(".")
    fit = all(len(one) <= 63 and re.fullmatch(r"(?i)(xn|[a-z0-9]+)(-?-[a-z0-9]+)*", one) for one in labels)
    last = re.fullmatch(r"(?i)[a-z]{2,63}|xn--([a-z0-9]+-)*[a-z0-9]+", labels[-1])
    return len(host) <= 253 and len(labels) > 1 and fit and bool(last)


def notify_takes_phone(written: str) -> bool:
    if not re.fullmatch(r"[\s()+0-9-]+", written, re.ASCII):
        return False
    number = phonenumbers.parse(written, "GB")
    example = str(number.national_number).startswith("7700900")
    kind = phonenumbers.number_type(number)
    allowed = kind in {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.PERSONAL_NUMBER}
    return number.country_code == 44 and (example or (phonenumbers.is_valid_number(number) and allowed))


def holds_email(address: str) -> bool:
    """Whether we take it. What we take, Notify must."""
    if not is_email(address):
        return False
    assert notify_takes_email(address), address
    assert check_email_address(address) == address
    return True


def holds_phone(typed: str) -> bool:
    try:
        number = read_phone(typed)
    except NotAPhoneNumber:
        return False
    if not is_mobile(number):
        return False
    assert notify_takes_phone(write_phone(typed)), typed
    assert check_phone_number(write_phone(typed)).startswith("447")
    return True


def some_of(chance: Random, letters: str, most: int) -> str:
    return "".join(chance.choices(letters, k=chance.randint(0, most)))


def odd_email(chance: Random) -> str:
    """Half of them with a name and a host of which only a little is odd: of the others hardly any is taken."""
    if chance.random() < 0.5:
        return (
            f"{some_of(chance, NAMES, 9)}@{some_of(chance, 'abc19-', 9)}.{chance.choice(['com', 'co.uk', 'x', 'c-m'])}"
        )
    host = ".".join(some_of(chance, LABELS, 12) for _ in range(chance.randint(0, 5)))
    return f"{some_of(chance, NAMES + ODD_IN_NAMES, 70)}@{host}"


def odd_phone(chance: Random) -> str:
    if chance.random() < 0.5:
        before, gap = (
            chance.choice(["0", "+44", "0044", "44 ", "+44 (0)", "(0)", "+440"]),
            chance.choice(["", " ", "-", "."]),
        )
        return f"{before}7{chance.randint(0, 999):03}{gap}{chance.randint(0, 999_999):06}"
    return some_of(chance, DIGITS_AND_MORE, 20)


@pytest.mark.parametrize(
    ("kind", "odd", "holds"),
    [("email addresses", odd_email, holds_email), ("phone numbers", odd_phone, holds_phone)],
    ids=["emails", "phones"],
)
def test_recipients_that_were_made_up(kind: str, odd: Callable[[Random], str], holds: Callable[[str], bool]) -> None:
    """The same ones each time, and each counted once."""
    chance, taken = Random(kind), dict[str, bool]()
    while len(taken) < MADE_UP:
        typed = odd(chance)
        taken[typed] = holds(typed)
    assert MADE_UP > sum(taken.values()) > MADE_UP / 20
    found(f"{kind} that Notify would refuse", successes=0, tried=len(taken), taken=sum(taken.values()))


@many
@given(EMAIL)
def test_email_addresses_that_hypothesis_thinks_of(address: str) -> None:
    holds_email(address)


@many
@given(PHONE)
def test_phone_numbers_that_hypothesis_thinks_of(typed: str) -> None:
    holds_phone(typed)


def test_naughty_strings_as_recipients() -> None:
    emails = {address for one in ALL for address in (one, f"{one}@example.com", f"a@{one}.com", f"a@example.{one}")}
    phones = {
        typed for one in ALL for typed in (one, f"07700 900123{one}", f"{one}07700 900123", f"07700 {one} 900123")
    }
    taken = sum(map(holds_email, emails)) + sum(map(holds_phone, phones))
    found("naughty recipients that Notify would refuse", successes=0, tried=len(emails | phones), taken=taken)


# Django's own check takes these, and Notify none of them: their owners would never hear of their repair.
@pytest.mark.parametrize(
    "address",
    [
        *(
            '"ada"@example.com',
            '"a b"@example.com',
            '"a\\@b"@example.com',
            '"<script>"@example.com',
            '"\\""@example.com',
        ),
        *(
            "ada@localhost",
            "ada@[127.0.0.1]",
            "ada@[::1]",
            "ada@[2001:db8::1]",
            "ada@[::ffff:127.0.0.1]",
            '"x"@localhost',
        ),
        *("ada@a---b.com", "ada@a----b.co.uk", "ada@example.xn--a---b", "a" * 65 + "@a---b.com", '"a..b"@example.com'),
        *('"."@example.com', '".a"@example.com', '"\t"@example.com', "ada@xn---a.com", "ada@ex--.a---b.com"),
    ],
)
def test_addresses_that_notify_refuses(address: str) -> None:
    assert not notify_takes_email(address)
    assert not is_email(address)


# The phone library alone would have called some of these no number and others a mobile.
@pytest.mark.parametrize(
    ("typed", "gets_texts"),
    [
        *((f"07700 900{last}", True) for last in ("000", "123", "999")),
        *(("+44 7700 900123", True), ("07624 123456", True), ("07400 123456", True), ("07911 123456", True)),
        *(("07012 345678", False), ("07612 345678", False), ("07099 999999", False), ("07600 000000", False)),
        *(("07701 900123x5", True), ("07623 123456", False), ("01632 960001", False), ("0845 4647 123", False)),
        *(("+33 6 12 34 56 78", False), ("+1 202 555 0123", False), ("0808 157 0192", False)),
    ],
)
def test_which_numbers_get_texts(typed: str, gets_texts: bool) -> None:
    try:
        number = read_phone(typed)
    except NotAPhoneNumber:
        assert not gets_texts
        return
    assert is_mobile(number) == gets_texts
    assert notify_takes_phone(write_phone(typed)) or not gets_texts


@pytest.mark.parametrize("typed", ["07700 9001O3", "", "0770090012", "077009001234", "07612 345678", "07099 999999"])
def test_what_the_stand_in_refuses(typed: str) -> None:
    with pytest.raises(BadRecipient):
        check_phone_number(typed)
