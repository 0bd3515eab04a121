"""A page that was walked, at its own path in Chromium, with the real static files and its own security policy."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.access.checks import CHECKS
from tests.access.server import Server, serving
from tests.browser.devices import LAUNCH, chromium
from tests.walk.shown import Shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK = {"width": 1280, "height": 900}
# What is given the focus as a page comes has it once the page was drawn.
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
WAITS_MILLISECONDS = 60_000


class Viewer:
    """One browser with two tabs: one runs scripts, one does not."""

    def __init__(self, browser: "Browser", server: Server) -> None:
        self.server = server
        self.tabs = {has_script: self.tab(browser, has_script) for has_script in (True, False)}

    def tab(self, browser: "Browser", has_script: bool) -> "Page":
        context = browser.new_context(java_script_enabled=has_script)
        context.set_default_timeout(WAITS_MILLISECONDS)
        return context.new_page()

    def shows(self, page: Shown, has_script: bool) -> "Page":
        self.server.page, tab = page, self.tabs[has_script]
        tab.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
        tab.goto(self.server.site + page.address, wait_until="load")
        if has_script and "govuk-skip-link" in page.html:
            tab.wait_for_selector("[data-govuk-skip-link-init]", state="attached")
        if has_script:
            tab.evaluate(DRAWN)
        return tab

    def finds(self, page: Shown) -> dict[str, list[str]]:
        """By check. One that breaks has not passed."""
        found: dict[str, list[str]] = {}
        for has_script in (True, False):
            tab = self.shows(page, has_script)
            for check in CHECKS:
                if check.has_script is has_script:
                    try:
                        found[check.name] = check.finds(tab)
                    except Exception as problem:
                        found[check.name] = [f"the check itself broke: {problem}"[:300]]
        return found


@contextmanager
def viewer(sheets: dict[str, str]) -> Iterator[Viewer]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, serving(sheets) as server:
        browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
        yield Viewer(browser, server)
        browser.close()
