"""Nobody needs a mouse or a finger. The focus is seen at every step."""

import pytest

from repairs.log.models import Repair
from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK
from tests.browser.keyboard import KeyboardVisitor
from tests.journeys.steps import reaches_check


@pytest.fixture
def keyboard(opens: NewVisitor) -> KeyboardVisitor:
    visitor = opens(KeyboardVisitor, **DESK)
    assert isinstance(visitor, KeyboardVisitor)
    return visitor


def test_a_leak_is_reported_by_keyboard_alone(keyboard: KeyboardVisitor) -> None:
    reaches_check(keyboard)
    keyboard.presses("Send report and book appointment")
    assert keyboard.heading == "We have your report"
    assert Repair.objects.count() == 1


def test_the_first_tab_offers_to_skip_to_the_content(keyboard: KeyboardVisitor) -> None:
    keyboard.goes_to("/")
    keyboard.steps("Tab")
    skip = keyboard.page.locator(".govuk-skip-link")
    assert keyboard.is_on(skip)
    assert skip.is_visible()
    keyboard.page.keyboard.press("Enter")
    assert keyboard.is_on(keyboard.page.locator("main"))


def test_a_mistake_takes_the_focus_and_leads_to_the_field(keyboard: KeyboardVisitor) -> None:
    keyboard.goes_to("/report/")
    keyboard.presses()
    assert keyboard.is_on(keyboard.page.locator(".govuk-error-summary"))
    assert keyboard.page.title().startswith("Error: ")
    keyboard.steps("Tab")
    keyboard.page.keyboard.press("Enter")
    assert keyboard.is_on(keyboard.page.locator("main input[type=radio]").first)


def test_the_focus_comes_to_everything_that_can_be_pressed(keyboard: KeyboardVisitor) -> None:
    keyboard.goes_to("/")
    links = keyboard.page.locator("a")
    for number in range(links.count()):
        keyboard.steps("Tab")
        assert keyboard.is_on(links.nth(number))
