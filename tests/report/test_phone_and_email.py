import pytest

from repairs.log.email import is_email
from repairs.log.notify.recipients import check_email_address, check_phone_number
from repairs.log.phone import NotAPhoneNumber, is_mobile, read_phone, write_phone

MOBILES = [
    "07700 900123",
    "07700900123",
    "0 7 7 0 0 9 0 0 1 2 3",
    "+44 7700 900123",
    "+447700900123",
    "0044 7700 900123",
    "+44 (0)7700 900 123",
    "(07700) 900-123",
    "07700.900.123",
    "07700\u2011900\u2013123",
    "07700\u00a0900\u00a0123",
    "447700900123",
    " 07700 900123 ",
    "\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13",
    "tel:07700900123",
    "07700 900123 ext 5",
]

ISLE_OF_MAN = "07624 123456"


@pytest.mark.parametrize("typed", MOBILES)
def test_a_mobile_number_is_read_however_it_is_written(typed: str) -> None:
    assert is_mobile(read_phone(typed))
    assert write_phone(typed) == "07700 900123"
    assert check_phone_number(write_phone(typed)) == "447700900123"


def test_a_mobile_of_the_isle_of_man_gets_texts() -> None:
    assert is_mobile(read_phone(ISLE_OF_MAN))
    assert check_phone_number(write_phone(ISLE_OF_MAN)) == "447624123456"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("01632 960001", "01632 960001"),
        ("(01632)960001", "01632 960001"),
        ("020 7946 0958", "020 7946 0958"),
        ("+442079460958", "020 7946 0958"),
        ("0808 157 0192", "0808 157 0192"),
        ("01632 960001 x55", "01632 960001 x55"),
        ("+33 1 99 00 12 34", "+33 1 99 00 12 34"),
        ("0033199001234", "+33 1 99 00 12 34"),
        ("+353 20 912 5555", "+353 20 912 5555"),
        ("07012 345678", "07012 345678"),
        ("07612 345678", "07612 345678"),
    ],
)
def test_other_numbers_are_taken_but_get_no_texts(typed: str, written: str) -> None:
    assert not is_mobile(read_phone(typed))
    assert write_phone(typed).replace(" ", "") == written.replace(" ", "")
    assert len(write_phone(typed)) <= 30


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "none", "999", "12", "07700 90012", "07700 9001234", "0770 090", "00000000000"),
        *("07700 900123 or 07700 900124", "07700 900123/4", "ada@example.com", "+", "+44", "7" * 41, "0" * 11),
        *("+999 12345678", "0845 123"),
    ],
)
def test_what_is_not_a_number_is_not_taken(typed: str) -> None:
    with pytest.raises(NotAPhoneNumber):
        read_phone(typed)


@pytest.mark.parametrize(
    "address",
    [
        *("ada@example.com", "ADA@EXAMPLE.COM", "a@b.co", "ada.byron+repairs@mail.example.co.uk", "o'neil@example.com"),
        *("ada@b\u00fccher.example", "ada@xn--bcher-kva.example", "1@2.uk", "a" * 64 + "@example.com"),
    ],
)
def test_an_address_that_notify_takes_is_taken(address: str) -> None:
    assert is_email(address)
    assert check_email_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "ada", "ada@", "@example.com", "ada@example", "ada@localhost", "ada@@example.com", "a@b@example.com"),
        *("ada byron@example.com", "ada@exa mple.com", "ada@example..com", "ada..b@example.com", ".ada@example.com"),
        *("ada.@example.com", "ada@-example.com", "ada@example-.com", "ada@example.c", "ada@192.168.0.1"),
        *("ada@[127.0.0.1]", '"a b"@example.com', "ada@example.com.", "ada@example.com\n", "ada@exam_ple.com"),
        *("a" * 65 + "@example.com", "ada@" + "a" * 64 + ".com", "ada@" + "a." * 130 + "com", "\u00e4@example.com"),
        *(
            "ada@example.123",
            "ada@\x00example.com",
            "ada@a---b.com",
            "ada@example.xn--a---b",
            "ada@" + "\u00fc" * 60 + ".com",
        ),
    ],
)
def test_an_address_that_could_never_be_told_anything_is_not_taken(address: str) -> None:
    assert not is_email(address)
