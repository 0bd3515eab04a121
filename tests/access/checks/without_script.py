"""Without JavaScript every form can be sent, no button waits for a script, and no control is hidden."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIND = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def finds(page: "Page") -> list[str]:
    found: list[str] = page.evaluate(FIND)
    return found
