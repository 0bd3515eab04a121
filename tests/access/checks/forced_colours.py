"""Where the person's own colours replace ours, every control has an edge, and shows the focus."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIND = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def finds(page: "Page") -> list[str]:
    page.emulate_media(forced_colors="active")
    found: list[str] = page.evaluate(FIND)
    page.emulate_media(forced_colors="none")
    return found
