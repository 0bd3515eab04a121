"""Whole journeys with JavaScript off, on a small phone. Each button is pressed twice."""

from typing import TYPE_CHECKING

from tests.access.journeys.walker import Walker
from tests.browser.devices import PLAIN_PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Locator

DEVICE = PLAIN_PHONE


class PlainWalker(Walker):
    def activates(self, target: "Locator") -> None:
        if target.evaluate("one => one.matches('a')"):
            target.click()
        else:
            target.dblclick()
