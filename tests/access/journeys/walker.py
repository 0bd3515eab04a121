"""Somebody who goes through whole journeys and writes down what hinders them, rather than stop at it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from tests.browser.page_checks import wider_than_the_screen
from tests.browser.visitor import SCRIPT_HAS_RUN, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

BUTTONS = "main button, main input[type=submit], #content-main button, #content-main input[type=submit], dialog button"


@dataclass
class Found:
    findings: list[str] = field(default_factory=list)
    figures: dict[str, float | int] = field(default_factory=dict)

    def counts(self, name: str, more: float = 1) -> None:
        self.figures[name] = self.figures.get(name, 0) + more

    def at_most(self, name: str, value: float) -> None:
        self.figures[name] = max(self.figures.get(name, 0), value)

    def tells(self, finding: str) -> None:
        if finding not in self.findings:
            self.findings.append(finding)


class Walker(Visitor):
    """At every page, `looks` see it."""

    def __init__(self, page: "Page", site: str, seen: set[str], *, has_script: bool = True) -> None:
        super().__init__(page, site, seen, has_script=has_script)
        self.found = Found()
        self.looks: list[Callable[[Walker], None]] = []

    @property
    def heading_or_title(self) -> str:
        return self.heading if self.page.locator("h1").count() == 1 else self.page.title()

    @property
    def where(self) -> str:
        return f"“{self.page.title()}” ({self.page.url.removeprefix(self.site).partition('?')[0]})"

    def tells(self, finding: str) -> None:
        self.found.tells(f"{self.where}: {finding}")

    def arrives(self) -> None:
        self.page.wait_for_load_state("domcontentloaded")
        if self.has_script and self.page.locator("script[data-frontend]").count():
            self.page.wait_for_selector(SCRIPT_HAS_RUN, state="attached")
        self.looks_it_over()

    def looks_it_over(self) -> None:
        self.found.counts("pages")
        for problem in wider_than_the_screen(self.page):
            self.tells(problem)
        for look in self.looks:
            look(self)

    def button(self, name: str) -> "Locator":
        named = self.page.get_by_role("button", name=name)
        return self.page.locator(BUTTONS).and_(named).filter(visible=True).first

    def selects(self, name: str, label: str) -> Self:
        self.page.locator(f'[name="{name}"]').select_option(label)
        return self


Walk = Callable[[Walker], None]
