"""Which numbers and addresses Notify takes."""

import pytest

from repairs.log.notify.recipients import BadRecipient, check_email_address, check_phone_number


@pytest.mark.parametrize(
    "written",
    ["07700900123", "07700 900 123", "(07700) 900-123", "+44 7700 900123", "+44 (0)7700 900123", "00447700900123",
     "447700900123", "7700900123", "\u00a007700\u2009900123\u200b"],
)  # fmt: skip
def test_a_uk_mobile_in_any_usual_form_is_taken(written: str) -> None:
    assert check_phone_number(written) == "447700900123"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0770090012", "Not enough digits"),
        ("077009001234", "Too many digits"),
        ("01632 960001", "Not a UK mobile number"),
        ("0033612345678", "Not a UK mobile number"),
        ("", "Must not contain letters or symbols"),
        ("07700 9001O3", "Must not contain letters or symbols"),
        ("07700.900123", "Must not contain letters or symbols"),
        ("\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663", "Must not contain letters or symbols"),
    ],
)
def test_any_other_number_is_refused_in_notifys_words(written: str, said: str) -> None:
    with pytest.raises(BadRecipient, match=said):
        check_phone_number(written)


@pytest.mark.parametrize(
    "written",
    ["sam@example.com", " sam@example.com\n", "SAM.O'NEIL+repairs@mail.Example.co.uk", "s@\u00e9cole.example",
     "a_b-c@x-y.uk"],
)  # fmt: skip
def test_an_ordinary_address_is_taken(written: str) -> None:
    assert check_email_address(written) == written.strip()


@pytest.mark.parametrize(
    "written",
    ["sam", "@example.com", "sam@", "sam@localhost", "sam@example", "sam@.com", "sam@example.c", "sam@exa mple.com",
     "s am@example.com", '"sam"@example.com', "sam@[192.0.2.1]", "sam@192.0.2.1", "a..b@example.com", "a@b@example.com",
     "sam@-example.com", "sam@example-.com", "sam@exam_ple.com", "s\u00e1m@example.com", "x" * 310 + "@example.com",
     "sam@" + "x" * 64 + ".com", "sam@" + "x." * 130 + "com", "sam@example.com."],
)  # fmt: skip
def test_an_address_that_notify_refuses_is_refused(written: str) -> None:
    with pytest.raises(BadRecipient, match="Not a valid email address"):
        check_email_address(written)
