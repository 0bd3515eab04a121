"""A user name and a password."""

import logging
import re

import pytest
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from repairs.sign_in.forms import NOT_RIGHT
from tests.page_lint import PageClient
from tests.sign_in.colleague import PASSWORD, SIGN_IN, is_in, signs_in, someone

STRANGERS = ["nobody", "disabled", "resident"]


@pytest.fixture(autouse=True)
def people(browser: PageClient) -> None:
    someone()
    someone("disabled", is_active=False)
    someone("resident", is_staff=False)


def test_the_right_password_leads_to_the_first_page(browser: PageClient) -> None:
    assert signs_in(browser).headers["Location"] == "/staff/"
    assert is_in(browser)


def test_whoever_is_sent_to_sign_in_comes_back_to_the_page(browser: PageClient) -> None:
    asked = browser.get("/admin/log/repair/?q=x", follow=True)
    assert asked.redirect_chain[-1][0] == "/staff/sign-in/?next=%2Fadmin%2Flog%2Frepair%2F%3Fq%3Dx"
    assert 'name="next" value="/admin/log/repair/?q=x"' in asked.content.decode()
    assert signs_in(browser, next="/admin/log/repair/?q=x").headers["Location"] == "/admin/log/repair/?q=x"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "x", "/" * 3000]
)
def test_nobody_is_sent_to_another_site(browser: PageClient, elsewhere: str) -> None:
    assert signs_in(browser, next=elsewhere).headers["Location"] == "/staff/"


@pytest.mark.parametrize(("name", "password"), [(name, PASSWORD) for name in STRANGERS] + [("sam", "not-the-password")])
def test_whatever_is_wrong_the_answer_is_the_same(browser: PageClient, name: str, password: str) -> None:
    page = signs_in(browser, name, password).content.decode()
    assert NOT_RIGHT in page
    assert password not in page
    assert f'value="{name}"' in page
    assert not is_in(browser)


def test_known_and_unknown_names_cost_the_same(browser: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[int] = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *given: hashed.append(1) or encode(*given))  # type: ignore[func-returns-value]
    costs = []
    signs_in(browser, "first", "what-a-process-keeps")
    for name in ["sam", *STRANGERS]:
        hashed.clear()
        with CaptureQueriesContext(connection) as ran:
            signs_in(browser, name, "not-the-password")
        costs.append((len(hashed), [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in ran]))
    assert all(cost == costs[0] for cost in costs)


def test_the_session_has_a_new_key_and_ends_on_the_server(browser: PageClient, settings: Settings) -> None:
    planted = browser.session
    planted["x"] = 1
    planted.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key or ""
    signs_in(browser)
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert key != planted.session_key
    assert browser.post("/staff/sign-out/", follow=True).redirect_chain[-1][0] == "/staff/signed-out/"
    assert not Session.objects.filter(session_key=key).exists()
    browser.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not is_in(browser)


def test_the_cookie_is_out_of_reach(browser: PageClient, settings: Settings) -> None:
    signs_in(browser)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Lax", "/", "")


def test_the_sixth_try_waits_and_so_does_the_right_password(browser: PageClient) -> None:
    for _ in range(5):
        signs_in(browser, password="not-the-password")
    locked = signs_in(browser)
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "900")
    assert "Try again later" in locked.content.decode()


def test_another_address_in_x_forwarded_for_does_not_help(browser: PageClient) -> None:
    tries = [
        browser.post(SIGN_IN, {"username": "sam", "password": "x"}, headers={"x-forwarded-for": f"192.0.2.{n}"})
        for n in range(7)
    ]
    assert tries[-1].status_code == 429


def test_behind_a_proxy_colleagues_at_other_addresses_are_not_locked_out(
    browser: PageClient, settings: Settings
) -> None:
    settings.BEHIND_PROXY = True
    for n in range(7):
        said = {"x-forwarded-for": f"203.0.113.{n}, 192.0.2.1"}
        locked = browser.post(SIGN_IN, {"username": "sam", "password": "x"}, headers=said)
    assert locked.status_code == 429
    elsewhere = browser.post(
        SIGN_IN, {"username": "sam", "password": PASSWORD}, headers={"x-forwarded-for": "192.0.2.2"}
    )
    assert elsewhere.status_code == 302


def test_a_name_has_only_so_many_tries_from_everywhere(browser: PageClient) -> None:
    statuses = {
        browser.post(SIGN_IN, {"username": "sam", "password": "x"}, REMOTE_ADDR=f"192.0.{n}.1").status_code
        for n in range(101)
    }
    assert statuses == {200, 429}


def test_names_and_passwords_are_not_logged(browser: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for _ in range(6):
        signs_in(browser, password="not-the-password")
    browser.post(SIGN_IN, {"username": "sam", "password": PASSWORD}, REMOTE_ADDR="192.0.2.9")
    browser.post("/staff/sign-out/")
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert "sam" not in logged
    assert "password" not in logged
    assert PASSWORD not in logged
