"""What is checked of every page that a browser shows."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Findings in GOV.UK Frontend's own script, which are theirs to mend: (rule, start of the selector that axe names).
THEIRS = {
    ("aria-allowed-attr", ".govuk-radios__input[aria-expanded]"),
    ("label-content-name-mismatch", ".govuk-file-upload-button"),
}


def wider_than_the_screen(page: "Page") -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth")
    screen = page.viewport_size["width"] if page.viewport_size else wide
    return [f"the page is {wide} pixels wide on a screen of {screen}"] if wide > screen else []


def axe_findings(page: "Page") -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{found['id']} at {node['target']}: {node['failureSummary']}"
        for found in violations
        for node in found["nodes"]
        if not is_theirs(page, found["id"], node["target"])
    ]


def is_theirs(page: "Page", rule: str, target: list[str]) -> bool:
    element = page.locator(target[-1])
    return any(rule == known and element.and_(page.locator(selector)).count() for known, selector in THEIRS)
