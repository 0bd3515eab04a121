"""Pages that differ in their words alone. One of each kind is shown in Chromium; all are read by the checks of HTML."""

import hashlib
import re

from tests.walk.shown import Shown

TAGS = re.compile(r"<(/?[a-z][a-z0-9]*)([^>]*)>")
TELLING = re.compile(r'\b(class|type|role|hidden|open|multiple|aria-[a-z]+)(?:="([^"]*)")?')
NUMBERS = re.compile(r"\d+")


def kind_of(page: Shown) -> str:
    """For whom, by which view, with or without errors, and of which kinds of elements, however many of each."""
    made_of = []
    for tag, attributes in TAGS.findall(page.html.partition("<body")[2]):
        made_of.append(f"{tag} {' '.join(sorted(telling(name, value) for name, value in TELLING.findall(attributes)))}")
    distinct = sorted(set(made_of))
    return hashlib.sha256(
        "|".join([page.view, page.who, str("<title>Error: " in page.html), *distinct]).encode()
    ).hexdigest()


def telling(name: str, value: str) -> str:
    return f"{name}={NUMBERS.sub('', value)}" if name in ("class", "type", "role") else name


def one_of_each(pages: list[Shown]) -> list[Shown]:
    """The longest of its kind: it has the most that could go wrong."""
    kinds: dict[str, Shown] = {}
    for page in sorted(pages, key=lambda page: -len(page.html)):
        kinds.setdefault(kind_of(page), page)
    return sorted(kinds.values(), key=lambda page: page.name)
