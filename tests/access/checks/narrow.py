"""On a screen of 320 by 256 pixels, which is also 400% zoom, nothing is scrolled sideways and no words are lost."""

from typing import TYPE_CHECKING

from tests.access.lost_words import LOST_WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Page


def finds(page: "Page") -> list[str]:
    page.set_viewport_size({"width": 320, "height": 256})
    found: list[str] = page.evaluate(LOST_WORDS)
    return found
