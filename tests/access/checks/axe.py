"""The rules of axe for WCAG 2.2 A and AA, and its best practice."""

from typing import TYPE_CHECKING

from tests.browser.page_checks import axe_findings

if TYPE_CHECKING:
    from playwright.sync_api import Page


def finds(page: "Page") -> list[str]:
    return [" ".join(found.split())[:300] for found in axe_findings(page)]
