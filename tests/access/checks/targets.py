"""What is pressed is at least 24 by 24 pixels, or has that much room around it, or stands in a sentence."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIND = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def finds(page: "Page") -> list[str]:
    found: list[str] = page.evaluate(FIND)
    return found
