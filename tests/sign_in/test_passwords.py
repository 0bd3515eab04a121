"""Which passwords will do, and what becomes of them."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from pytest_django import Settings

from tests.page_lint import PageClient
from tests.sign_in.colleague import is_in, signs_in, someone

LONG = " Lang 密码 ' \\ <b> " + "x" * 100


def test_it_is_taken_as_it_was_typed(browser: PageClient) -> None:
    user = someone()
    user.set_password(LONG)
    user.save()
    for nearly in (LONG.strip(), LONG.lower(), LONG[:72]):
        signs_in(browser, password=nearly)
        assert not is_in(browser)
    signs_in(browser, password=LONG)
    assert is_in(browser)


@pytest.mark.parametrize(
    "password",
    [
        *(
            "northmere-repairs",
            "Northmere2026!!",
            "repairsrepairs1",
            "HousingCouncil-99",
            "adminadminadmin",
            "staff-agent-1",
        ),
    ],
)
def test_words_of_this_service_are_no_password(browser: PageClient, password: str) -> None:
    with pytest.raises(ValidationError, match="easy to guess here"):
        validate_password(password)


@pytest.mark.parametrize("password", ["four very odd words", "repairs of purple kettles", "zq8!vK2pLm0#"])
def test_other_words_of_any_kind_will_do(browser: PageClient, password: str) -> None:
    validate_password(password, User(username="sam"))


def test_it_is_hashed_slowly(db: None, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    user = User.objects.create_user("sam", password="four very odd words")
    algorithm, rounds, *_ = user.password.split("$")
    assert (algorithm, int(rounds) >= 600_000) == (PBKDF2PasswordHasher.algorithm, True)


def test_signing_out_clears_what_the_browser_kept(browser: PageClient) -> None:
    someone()
    signs_in(browser)
    assert browser.post("/staff/sign-out/").headers["Clear-Site-Data"] == '"cache", "storage"'
