"""Staff at the pages where they sign in. Each page is checked as it comes: see `tests.browser.visitor`."""

import re
import time
from importlib import import_module
from typing import Any

import pyotp
import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from pytest_django import Settings

from repairs.sign_in.ends import SEEN
from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK, PHONE
from tests.browser.page_checks import axe_findings
from tests.browser.visitor import Visitor
from tests.sign_in.colleague import PASSWORD, someone

NARROW = {"viewport": {"width": 320, "height": 640}}
DEVICES = {"phone": PHONE, "narrow": NARROW, "desk": DESK, "without script": {**NARROW, "java_script_enabled": False}}


@pytest.fixture
def sam(site: str) -> User:
    return someone()


def signs_in(visitor: Visitor) -> None:
    visitor.types(username="sam", password=PASSWORD).presses("Sign in")


def last_did_something(visitor: Visitor, minutes_ago: int) -> None:
    name = configured.SESSION_COOKIE_NAME
    key = next(cookie["value"] for cookie in visitor.page.context.cookies() if cookie["name"] == name)
    session = import_module(configured.SESSION_ENGINE).SessionStore(key)
    session[SEEN] = int(time.time()) - minutes_ago * 60
    session.save()


@pytest.mark.parametrize("device", DEVICES.values(), ids=DEVICES.keys())
def test_in_and_out_and_a_new_password(sam: User, opens: NewVisitor, device: dict[str, Any]) -> None:
    visitor = opens(**device)
    visitor.goes_to("/staff/")
    visitor.presses("Sign in")
    assert visitor.error == "Enter your user name\nEnter your password"
    signs_in(visitor)
    assert visitor.heading == "What would you like to do?"
    visitor.follows("Change your password")
    visitor.types(old="wrong", new="short").presses("Change my password")
    assert "not the password that you have now" in visitor.error
    visitor.types(old=PASSWORD, new="four very odd words").presses("Change my password")
    visitor.follows("Go on")
    with visitor.to_next_page():
        visitor.page.get_by_role("button", name="Sign out").click()
    assert visitor.heading == "You have signed out"


@pytest.mark.parametrize("device", DEVICES.values(), ids=DEVICES.keys())
def test_a_second_step_is_set_up_and_asked_for(
    sam: User, opens: NewVisitor, settings: Settings, device: dict[str, Any]
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    visitor = opens(**device)
    visitor.goes_to("/staff/")
    signs_in(visitor)
    assert visitor.heading == "Set up your second step"
    app = pyotp.TOTP(re.sub(r"\s", "", visitor.page.locator(".staff-key").inner_text()))
    visitor.types(code="000000").presses()
    assert visitor.error == "This code does not work. Wait for the next one, and enter that"
    visitor.types(code=app.now()).presses()
    code = visitor.page.locator(".staff-codes li").first.inner_text()
    visitor.follows("I have kept them")
    visitor.page.context.clear_cookies()
    visitor.goes_to("/staff/")
    signs_in(visitor)
    visitor.presses()
    assert visitor.error == "Enter the code"
    visitor.types(code=code).presses()
    assert visitor.heading == "What would you like to do?"


def test_a_warning_comes_before_the_end_and_one_press_stays(sam: User, desk: Visitor) -> None:
    desk.page.clock.install()
    desk.goes_to("/staff/")
    signs_in(desk)
    last_did_something(desk, minutes_ago=28)
    desk.page.clock.fast_forward(25 * 60 * 1000)
    dialog = desk.page.get_by_role("alertdialog", name="You will be signed out soon")
    dialog.wait_for()
    assert "You will be signed out in 2 minutes" in dialog.inner_text()
    assert axe_findings(desk.page) == []
    with desk.page.expect_response(re.compile("/staff/time-left/")) as answer:
        desk.page.keyboard.press("Enter")
    assert answer.value.json()["seconds"] > 29 * 60
    dialog.wait_for(state="hidden")


def test_what_was_typed_is_not_lost_at_the_end(sam: User, desk: Visitor) -> None:
    desk.page.clock.install()
    desk.goes_to("/staff/")
    signs_in(desk)
    desk.follows("Change your password")
    desk.types(old="x")
    last_did_something(desk, minutes_ago=31)
    desk.page.clock.fast_forward(25 * 60 * 1000)
    dialog = desk.page.get_by_role("alertdialog", name="You have been signed out")
    dialog.wait_for()
    desk.page.get_by_role("button", name="Go back to the page").click()
    desk.presses("Change my password")
    assert "You were signed out because nothing happened for 30 minutes" in desk.says
    signs_in(desk)
    assert desk.heading == "Carry on where you were"


def test_whoever_typed_nothing_is_led_to_sign_in(sam: User, desk: Visitor) -> None:
    desk.page.clock.install()
    desk.goes_to("/staff/")
    signs_in(desk)
    desk.page.goto(f"{desk.site}/admin/", wait_until="networkidle")
    last_did_something(desk, minutes_ago=31)
    with desk.page.expect_navigation():
        desk.page.clock.fast_forward(25 * 60 * 1000)
    assert desk.heading == "Sign in"
    assert desk.page.url.endswith("?next=%2Fadmin%2F")
