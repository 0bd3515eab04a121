"""A warning comes before the time for something is over, and one press gives more of it. Without script, words do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyotp
from django.utils import timezone
from playwright.sync_api import Locator, expect

from appointments.models import Booking
from repairs.log.models import AccessCode
from repairs.sign_in.models import SecondFactor
from repairs.sign_in.second_factor.secrets import seal
from tests.browser.conftest import NewVisitor
from tests.browser.devices import PHONE, PLAIN_PHONE
from tests.browser.page_checks import axe_findings
from tests.browser.visitor import Visitor
from tests.journeys.steps import answers_about_home, gives_home, takes_first_time, tells_of_kitchen_leak
from tests.log.builders import booked_in_a_week
from tests.sign_in.colleague import PASSWORD, someone

MINUTE = 60_000
TAB_PRESSES = 5


def chooses_a_time(visitor: Visitor) -> None:
    visitor.starts()
    visitor.answers("None of these")
    gives_home(visitor)
    tells_of_kitchen_leak(visitor)
    answers_about_home(visitor)
    visitor.presses()
    takes_first_time(visitor)


def looks_at_a_repair(visitor: Visitor) -> None:
    visitor.goes_to("/find/")
    visitor.types(reference=booked_in_a_week().reference, postcode="NM1 2AB").presses()


def asks_for_a_code(visitor: Visitor) -> None:
    looks_at_a_repair(visitor)
    visitor.presses("Send me a code")


def gives_a_password(visitor: Visitor) -> None:
    SecondFactor.objects.create(user=someone(), sealed=seal(pyotp.random_base32()), added_at=timezone.now())
    visitor.goes_to("/staff/")
    visitor.types(username="sam", password=PASSWORD).presses("Sign in")


def helps_a_caller(visitor: Visitor) -> None:
    repair = booked_in_a_week()
    someone()
    visitor.goes_to(f"/staff/repairs/{repair.reference}/verify/")
    visitor.types(username="sam", password=PASSWORD).presses("Sign in")
    for question in ("What is your full name?", "What is the first line of the address, and the postcode?"):
        visitor.page.get_by_role("group", name=question).get_by_label("Right", exact=True).check()
    visitor.presses("Verify")


@dataclass(frozen=True)
class Limit:
    reaches: Callable[[Visitor], None]
    minutes: int
    says: str
    """On the page, beforehand."""
    press: str
    over: str
    stays: bool = True
    """Whether the press gives more time on the same page."""


LIMITS = {
    "a time that is kept": Limit(
        chooses_a_time, 10, "for you until", "Keep it longer", "We could not keep your time any longer"
    ),
    "a repair that was looked up": Limit(
        looks_at_a_repair, 30, "You can use this page for 30 minutes", "Give me longer", "This page has closed"
    ),
    "a code": Limit(
        asks_for_a_code,
        10,
        "They work for 10 minutes",
        "Send me a new code",
        "Your code has stopped working",
        stays=False,
    ),
    "the second step": Limit(gives_a_password, 10, "You have 10 minutes", "Give me longer", "Sign in again"),
    "help on the phone": Limit(
        helps_a_caller, 30, "verified until", "The same caller is still there", "The caller is not verified any more"
    ),
}


def dialog(visitor: Visitor) -> Locator:
    return visitor.page.locator("dialog.council-time-limit")


def warns(opens: NewVisitor, limit: Limit) -> None:
    """Two minutes before, in a dialog that keeps the focus and gives it back."""
    visitor = opens(**PHONE)
    visitor.page.clock.install()
    limit.reaches(visitor)
    booked_until = Booking.objects.filter(state="held").first()
    field = visitor.page.locator("main input:visible, main a:visible, main button:visible").first
    field.focus()
    visitor.page.clock.fast_forward((limit.minutes - 2) * MINUTE)
    expect(dialog(visitor)).to_contain_text("2 minutes")
    expect(dialog(visitor).locator("h2")).to_be_focused()
    assert axe_findings(visitor.page) == []
    for _ in range(TAB_PRESSES):
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate("document.activeElement === document.body || "
                                     "document.activeElement.closest('dialog') !== null")  # fmt: skip
    button = dialog(visitor).get_by_role("button", name=limit.press)
    button.focus()
    if not limit.stays:
        with visitor.to_next_page():
            visitor.page.keyboard.press("Enter")
        assert AccessCode.objects.count() == 2
        return
    with visitor.page.expect_response(lambda answer: "/static/" not in answer.url):
        visitor.page.keyboard.press("Enter")
    expect(dialog(visitor)).to_be_hidden()
    expect(field).to_be_focused()
    expect(visitor.page.locator("body > [role=status]").last).to_contain_text("until")
    if booked_until:
        assert Booking.objects.get().held_until > booked_until.held_until
    visitor.page.clock.fast_forward(3 * MINUTE)
    expect(dialog(visitor)).to_be_hidden()


def ends(opens: NewVisitor, limit: Limit) -> None:
    """With words, and with all that was typed still there."""
    visitor = opens(**PHONE)
    visitor.page.clock.install()
    limit.reaches(visitor)
    box = visitor.page.locator("main input[type=text]:visible")
    if box.count():
        box.first.fill("12")
    visitor.page.clock.fast_forward((limit.minutes + 1) * MINUTE)
    expect(dialog(visitor)).to_contain_text(limit.over)
    visitor.page.keyboard.press("Escape")
    expect(dialog(visitor)).to_be_hidden()
    if box.count():
        expect(box.first).to_have_value("12")


def says_beforehand(opens: NewVisitor, limit: Limit) -> None:
    visitor = opens(**PLAIN_PHONE)
    limit.reaches(visitor)
    assert limit.says in visitor.page.locator("body").inner_text()


def says_when_staff_are_signed_out(opens: NewVisitor) -> None:
    someone()
    visitor: Any = opens(**PLAIN_PHONE)
    visitor.goes_to("/staff/")
    visitor.types(username="sam", password=PASSWORD).presses("Sign in")
    assert "You are signed out after 30 minutes" in visitor.page.locator("body").inner_text()
