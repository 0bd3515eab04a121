"""A person at a real browser. Every page that comes is checked."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.browser.page_checks import axe_findings, wider_than_the_screen
from tests.browser.witness import Witness

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# GOV.UK Frontend starts its components in the order of their names, so this one is last.
SCRIPT_HAS_RUN = ".govuk-skip-link[data-govuk-skip-link-init]"
MADE_OF = "[...new Set([...document.querySelectorAll('main *')].map(one => one.tagName + one.className))].sort().join()"
LABELS = ".govuk-radios__label, .govuk-checkboxes__label"


class Visitor:
    def __init__(self, page: "Page", site: str, seen: set[str], *, has_script: bool = True) -> None:
        self.page, self.site, self.has_script = page, site, has_script
        self.seen = seen
        self.witness = Witness(site)
        self.witness.watch(page)
        self.at_every_page: Callable[[], None] = lambda: None

    # Going somewhere

    def goes_to(self, address: str) -> None:
        self.page.goto(address if address.startswith("http") else self.site + address)
        self.arrives()

    def is_refused(self, address: str, status: int) -> None:
        """Goes where there is nothing to see. Chromium complains of that in its console."""
        response = self.page.goto(self.site + address)
        assert response is not None
        assert response.status == status
        self.arrives()
        assert str(status) in self.witness.complaints.pop()

    def starts(self) -> None:
        self.goes_to("/")
        self.follows("Start now")

    def follows(self, link: str | re.Pattern[str]) -> None:
        with self.to_next_page():
            self.activates(self.page.locator("a:visible").filter(has_text=link).first)

    @contextmanager
    def to_next_page(self) -> Iterator[None]:
        with self.page.expect_navigation():
            yield
        self.arrives()

    def arrives(self) -> None:
        if self.has_script:
            self.page.wait_for_selector(SCRIPT_HAS_RUN, state="attached")
        self.looks_it_over()
        self.at_every_page()

    def looks_it_over(self) -> None:
        problems = wider_than_the_screen(self.page)
        like_this = f"{self.page.title()} {self.page.viewport_size} {self.page.evaluate(MADE_OF)}"
        if self.has_script and like_this not in self.seen:
            heard = len(self.witness.complaints)
            problems += axe_findings(self.page)
            # Reading a stylesheet that imports another, axe writes styles of its own, which the policy stops.
            del self.witness.complaints[heard:]
            self.seen.add(like_this)
        assert not problems, f"{self.page.url}:\n" + "\n".join(problems)

    # Answering

    def activates(self, target: "Locator") -> None:
        target.click()

    def marks(self, target: "Locator") -> None:
        target.check()

    def fills(self, target: "Locator", text: str) -> None:
        target.fill(text)

    def chooses(self, *labels: str) -> Self:
        for label in labels:
            self.marks(self.page.get_by_label(label, exact=True))
        return self

    def picks(self, **values: str) -> Self:
        for name, value in values.items():
            self.marks(self.page.locator(f'input[name="{name}"][value="{value}"]'))
        return self

    def types(self, **answers: str) -> Self:
        for name, text in answers.items():
            self.fills(self.page.locator(f'[name="{name}"]'), text)
        return self

    def attaches(self, *files: Path) -> Self:
        self.page.locator('input[type="file"]').set_input_files(files)
        return self

    def presses(self, button: str = "Continue") -> None:
        with self.to_next_page():
            self.activates(self.button(button))

    def answers(self, *labels: str) -> None:
        self.chooses(*labels).presses()

    # Looking

    def button(self, name: str) -> "Locator":
        return self.page.locator("main button:visible").filter(has_text=name).first

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def says(self) -> str:
        return self.page.locator("main").inner_text()

    @property
    def error(self) -> str:
        summary = self.page.locator(".govuk-error-summary__list")
        return summary.inner_text() if summary.count() else ""

    @property
    def options(self) -> list[str]:
        return [" ".join(label.split()) for label in self.page.locator(LABELS).all_text_contents()]

    @property
    def given(self) -> list[str]:
        """What the fields of the page hold."""
        held: list[str] = self.page.evaluate(
            """[...document.querySelectorAll('main input:not([type=hidden], [type=file]), main textarea')]
               .filter(field => !['radio', 'checkbox'].includes(field.type) || field.checked)
               .map(field => `${field.name}: ${field.value}`)"""
        )
        return held
