"""`lint` says what is wrong with a page. `PageClient` refuses any page that it fetches with a fault."""

from collections.abc import Iterator
from typing import Any

import html5lib
from django.test import Client

from tests.page_rules import RULES
from tests.parsed_page import Page

# Django's own pages, which are not ours to lint.
NOT_OURS = ("/admin/",)


def lint(html: str, *, url: str) -> list[str]:
    """One sentence for each fault, none for a sound page."""
    return [f"{url}: {problem}" for problem in problems(html)]


def problems(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = Page(parser.parse(html))
    for (line, _), code, details in parser.errors:
        yield f"line {line} is not sound HTML: {code} {details or ''}".rstrip()
    for rule in RULES:
        yield from rule(page)


class PageClient(Client):
    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            self.inspect(response.content.decode(), response.wsgi_request.get_full_path())
        return response

    def inspect(self, html: str, url: str) -> None:
        faults = [] if url.startswith(NOT_OURS) or not html else lint(html, url=url)
        if faults:
            raise AssertionError("\n".join(faults))
