"""Every page is first sent empty: the error takes the focus, leads to its field, and costs nothing that was typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from tests.access.journeys.walker import Walker
from tests.browser.devices import PHONE, PLAIN_PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DEVICE, PLAIN_DEVICE = PHONE, PLAIN_PHONE

# Sent empty, these do what they say.
DO_SOMETHING = {"Ask for an update", "Find", "Show"}
SUMMARY = ".govuk-error-summary"
HAS_FOCUS = "element => element === document.activeElement || element.contains(document.activeElement)"
ON_FIELD = """link => {
  const target = document.getElementById(link.hash.slice(1));
  const here = document.activeElement, box = here.getBoundingClientRect();
  return {found: Boolean(target), field: Boolean(target) && (target === here || target.contains(here)),
    seen: box.bottom > 0 && box.top < innerHeight, what: target?.outerHTML.slice(0, 100) ?? link.hash,
    told: Boolean(target?.closest('.govuk-form-group--error, .govuk-form-group:has(.govuk-error-message), .errors'))};
}"""


class ErringWalker(Walker):
    """Waits with every answer until the page is sent."""

    def __init__(self, page: "Page", site: str, seen: set[str], *, has_script: bool = True) -> None:
        super().__init__(page, site, seen, has_script=has_script)
        self.waiting: list[tuple[str, Callable[[], Any]]] = []
        self.erred: set[str] = set()

    def chooses(self, *labels: str) -> Self:
        choose = super().chooses
        self.waiting.append(("choice", lambda: choose(*labels)))
        return self

    def picks(self, **values: str) -> Self:
        pick = super().picks
        self.waiting.append(("choice", lambda: pick(**values)))
        return self

    def marks(self, target: "Locator") -> None:
        target.check()

    def types(self, **answers: str) -> Self:
        fill = super().types
        # A box that only a choice shows is filled once that is made.
        seen = all(self.page.locator(f'[name="{name}"]').is_visible() for name in answers)
        self.waiting.append(("typed" if seen else "choice", lambda: fill(**answers)))
        return self

    def presses(self, button: str = "Continue") -> None:
        page = self.heading_or_title
        if self.waiting and page not in self.erred and button not in DO_SOMETHING:
            self.erred.add(page)
            self.errs(button)
        for _, answer in self.waiting:
            answer()
        self.waiting.clear()
        super().presses(button)

    def errs(self, button: str) -> None:
        """Sends the page with nothing, and then with the text but no choice."""
        before = self.page.url
        super().presses(button)
        if not self.page.locator(SUMMARY).count():
            if self.page.url != before:
                self.page.go_back()
                self.arrives()
            return
        self.looks_at_error()
        typed = [answer for kind, answer in self.waiting if kind == "typed"]
        if typed and len(typed) < len(self.waiting):
            for answer in typed:
                answer()
            held = self.given
            super().presses(button)
            if not self.page.locator(SUMMARY).count():
                self.tells("with no choice made, the page was taken")
            elif lost := set(held) - set(self.given):
                self.tells(f"after an error these are lost: {sorted(lost)}")

    def looks_at_error(self) -> None:
        self.found.counts("errors")
        summary = self.page.locator(SUMMARY)
        if not self.page.title().startswith("Error: "):
            self.tells("the title does not begin with “Error: ”")
        if not summary.evaluate(HAS_FOCUS):
            self.tells("the focus is not on the summary of the errors")
        for link in summary.locator("a").all():
            link.click()
            self.found.counts("links_to_fields")
            led = link.evaluate(ON_FIELD)
            if not (led["field"] and led["seen"]):
                self.tells(f"the error “{link.inner_text()}” does not lead to its field, but to {led['what']}")
            if not led["told"]:
                self.tells(f"the error “{link.inner_text()}” does not stand at its field")
