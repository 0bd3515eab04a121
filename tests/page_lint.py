"""`lint` says what is wrong with a page. `PageClient` refuses any page that it fetches with a fault."""

import re
from collections.abc import Iterator
from typing import Any

from django.test import Client

from tests.page_rules import RULES
from tests.parsed_page import parsed

# Django's own pages, which are not ours to lint.
NOT_OURS = ("/admin/",)

# What is another in the same page each time that it is asked for: the form's token, and ids of reports.
EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
SOUND: set[int] = set()
"""Pages that were found without fault. They need not be looked at twice."""


def lint(html: str, *, url: str) -> list[str]:
    """One sentence for each fault, none for a sound page."""
    return [f"{url}: {problem}" for problem in problems(html)]


def problems(html: str) -> Iterator[str]:
    page, errors = parsed(html)
    for (line, _), code, details in errors:
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
        if url.startswith(NOT_OURS) or not html or (like_this := hash(EACH_TIME.sub("", html))) in SOUND:
            return
        if faults := lint(html, url=url):
            raise AssertionError("\n".join(faults))
        SOUND.add(like_this)
