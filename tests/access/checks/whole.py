"""On a screen 320 pixels wide, no postcode, phone number or reference breaks across lines."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIND = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def finds(page: "Page") -> list[str]:
    page.set_viewport_size({"width": 320, "height": 640})
    found: list[str] = page.evaluate(FIND)
    return found
