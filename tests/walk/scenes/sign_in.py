"""Signing in with a password, a code, or the council's own sign-in; being locked out; signing out."""

import pytest
from django.test import Client
from pytest_django import Settings

from repairs.sign_in.models import SecondFactor
from repairs.sign_in.second_factor.secrets import seal
from tests.conftest import NOW
from tests.page_lint import PageClient
from tests.sign_in.colleague import PASSWORD, signs_in, someone
from tests.sign_in.conftest import browser as browser
from tests.sign_in.conftest import quick_passwords as quick_passwords
from tests.sign_in.test_second_factor import SECRET, shown

PAGES = (
    "sign-in/",
    "signed-out/",
    "carry-on/",
    "time-left/",
    "code/",
    "second-factor/",
    "recovery-codes/",
    "password/",
)


@pytest.fixture
def asked_for(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


def walk_strangers(browser: PageClient) -> None:
    for page in PAGES:
        browser.get(f"/staff/{page}", follow=True)
    browser.get("/admin/login/", follow=True)


def walk_the_password_and_the_code(asked_for: None, browser: PageClient) -> None:
    SecondFactor.objects.create(user=someone(), sealed=seal(SECRET), added_at=NOW)
    signs_in(browser)
    browser.get("/staff/code/")
    browser.post("/staff/code/", {"code": shown()}, follow=True)
    for page in PAGES:
        browser.get(f"/staff/{page}", follow=True)
    changed = {"old_password": PASSWORD, "new_password1": "four-odd-long-words", "new_password2": "four-odd-long-words"}
    browser.post("/staff/password/", changed, follow=True)
    browser.get("/staff/password/changed/")
    browser.post("/staff/sign-out/", follow=True)


def walk_setting_the_second_step_up(asked_for: None, browser: PageClient) -> None:
    someone()
    signs_in(browser)
    browser.get("/staff/second-factor/")


def walk_too_many_tries(browser: PageClient) -> None:
    someone()
    for _ in range(7):
        signs_in(browser, password="wrong")


def walk_sessions_that_end(browser: PageClient) -> None:
    someone()
    signs_in(browser)
    browser.get("/staff/time-left/")
    browser.post("/staff/stay/")
    browser.post("/admin/logout/", follow=True)
    Client().get("/staff/stay/")
