"""Which pages are shown in Chromium. All are read by the checks of HTML."""

import re
from collections import defaultdict

from tests.walk.shown import Shown

TAGS = re.compile(r"<(/?[a-z][a-z0-9]*)([^>]*)>")
TELLING = re.compile(r'\b(class|type|role|hidden|open|multiple|aria-[a-z]+)(?:="([^"]*)")?')
NUMBERS = re.compile(r"\d+")


def made_of(page: Shown) -> set[str]:
    """Its kinds of elements, however many of each."""
    body = page.html.partition("<body")[2]
    return {
        f"{tag} {' '.join(sorted(telling(name, value) for name, value in TELLING.findall(attributes)))}"
        for tag, attributes in set(TAGS.findall(body))
    }


def telling(name: str, value: str) -> str:
    return f"{name}={NUMBERS.sub('', value)}" if name in ("class", "type", "role") else name


def one_of_each(pages: list[Shown]) -> list[Shown]:
    """The longest first, as most can go wrong there. Then those with an element that none before them has.

    Views are apart, and pages with errors: an element is seen once in each.
    """
    seen: dict[tuple[str, bool], set[str]] = defaultdict(set)
    kept = []
    for page in sorted(pages, key=lambda page: -len(page.html)):
        known, elements = seen[page.view, "<title>Error: " in page.html], made_of(page)
        if elements - known or not known:
            kept.append(page)
            known |= elements
    return sorted(kept, key=lambda page: page.name)
