"""The page says its language, has one main heading and one main part, and a title that is not empty."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIND = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def finds(page: "Page") -> list[str]:
    found: list[str] = page.evaluate(FIND)
    return found
