"""Whole journeys with Tab, Shift, Space, Enter and the arrows alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.access.journeys.tab_stops import look_at_stops
from tests.access.journeys.walker import Walker
from tests.browser.devices import DESK
from tests.browser.keyboard import KeyboardVisitor

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DEVICE = DESK
MOST_STEPS = 200


class KeyboardWalker(Walker, KeyboardVisitor):
    """Counts the keys, and apart from them the letters that were typed."""

    def __init__(self, page: "Page", site: str, seen: set[str], *, has_script: bool = True) -> None:
        super().__init__(page, site, seen, has_script=has_script)
        self.looks = [skips_to_content, look_at_stops]

    def steps(self, key: str) -> None:
        self.found.counts("keys")
        self.page.keyboard.press(key)

    def reaches(self, target: "Locator", key: str = "Tab") -> None:
        for _ in range(MOST_STEPS):
            if self.is_on(target):
                return
            self.steps(key)
        raise AssertionError(f"{MOST_STEPS} times {key} do not lead to {target}")

    def activates(self, target: "Locator") -> None:
        self.found.counts("keys")
        super().activates(target)

    def fills(self, target: "Locator", text: str) -> None:
        self.reaches(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.found.counts("letters", len(text))

    def attaches(self, *files: Path) -> Self:
        """As far as the window of the system, which no page can change."""
        opener = self.page.locator(".govuk-file-upload-button:visible, main input[type=file]:visible").first
        self.reaches(opener)
        with self.page.expect_file_chooser() as chooser:
            self.steps("Enter")
        chooser.value.set_files(files)
        return self


def skips_to_content(visitor: Walker) -> None:
    like = f"skip {visitor.page.url.partition('?')[0]}"
    if like in visitor.seen:
        return
    visitor.seen.add(like)
    page = visitor.page
    before = page.evaluate_handle("document.activeElement")
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if not page.evaluate(
        "document.activeElement.closest('main, #content-start, #content, #content-main') || !document.querySelector("
        "'main a, main button, main input')"
    ):
        visitor.tells("the link that skips to the content does not lead into it")
    page.evaluate("one => { history.replaceState(history.state, '', location.pathname + location.search); one.focus(); "
                  "scrollTo(0, 0) }", before)  # fmt: skip
