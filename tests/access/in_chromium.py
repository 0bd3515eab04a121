"""A page that was walked, at its own address in Chromium, with the real static files and its own security policy."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

from tests.access.checks import CHECKS
from tests.browser.devices import LAUNCH, chromium
from tests.walk.shown import Shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

SITE = "http://repairs.test"
PICTURE = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
DESK = {"width": 1280, "height": 900}
# What is given the focus as a page comes has it once the page was drawn.
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
WAITS_MILLISECONDS = 60_000


class Viewer:
    """One browser with two tabs: one runs scripts, one does not."""

    def __init__(self, browser: "Browser", sheets: dict[str, str]) -> None:
        self.sheets = sheets
        self.page: Shown
        self.complaints: list[str] = []
        self.tabs = {has_script: self.tab(browser, has_script) for has_script in (True, False)}

    def tab(self, browser: "Browser", has_script: bool) -> "Page":
        context = browser.new_context(java_script_enabled=has_script)
        context.set_default_timeout(WAITS_MILLISECONDS)
        context.route("**/*", self.answers)
        return context.new_page()

    def answers(self, route: "Route") -> None:
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            policy = {"Content-Security-Policy": self.page.policy} if self.page.policy else {}
            route.fulfill(
                status=200, body=self.page.html, headers={"Content-Type": "text/html; charset=utf-8", **policy}
            )
        elif path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(status=200 if file else 404, body=Path(file).read_bytes() if file else b"", content_type=kind)
        elif path in self.sheets:
            route.fulfill(
                status=200, body=self.sheets[path], content_type=mimetypes.guess_type(path)[0] or "text/javascript"
            )
        elif route.request.resource_type == "image":
            route.fulfill(status=200, body=PICTURE, content_type="image/gif")
        else:
            route.fulfill(status=204)

    def shows(self, page: Shown, has_script: bool) -> "Page":
        self.page, tab = page, self.tabs[has_script]
        tab.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
        tab.goto(SITE + page.address, wait_until="load")
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

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
        yield Viewer(browser, sheets)
        browser.close()
