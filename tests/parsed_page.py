"""A parsed page, with the questions that a lint asks of it."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

FIELDS = ("input", "select", "textarea")
NO_LABEL_NEEDED = ("hidden", "submit", "button", "reset", "image")
# Where a resident's own words may stand, which are not ours to judge.
THEIR_WORDS = ("textarea", "dd", "blockquote", "option", "script", "title")


@lru_cache(maxsize=4)
def parsed(html: str) -> tuple["Page", list[Any]]:
    """A page, and what is not sound in its HTML. The same page is parsed once, though several look at it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return Page(parser.parse(html)), parser.errors


class Page:
    def __init__(self, root: Element) -> None:
        self.root = root

    @cached_property
    def parents(self) -> dict[Element, Element]:
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def ids(self) -> list[str]:
        return [element.attrib["id"] for element in self.root.iter() if element.get("id")]

    def all(self, *tags: str) -> Iterator[Element]:
        return (element for element in self.root.iter() if element.tag in tags)

    def with_class(self, name: str) -> list[Element]:
        return [element for element in self.root.iter() if name in element.get("class", "").split()]

    def by_id(self, identity: str) -> Element | None:
        return next((element for element in self.root.iter() if element.get("id") == identity), None)

    def above(self, element: Element) -> Iterator[Element]:
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def fields(self) -> Iterator[Element]:
        return (field for field in self.all(*FIELDS) if field.get("type") not in NO_LABEL_NEEDED)

    def our_words(self) -> str:
        body = self.root.find("body")
        return "" if body is None else " ".join(words(body))


def words(element: Element) -> Iterator[str]:
    if element.tag in THEIR_WORDS or "data-typed" in element.attrib:
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from words(child)
        yield child.tail or ""


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def name_of(element: Element) -> str:
    """What a screen reader calls a link or button."""
    pictures = " ".join(picture.get("alt", "") for picture in element.iter("img"))
    return (element.get("aria-label") or f"{text(element)} {pictures}").strip()


def shown(element: Element) -> str:
    """The element's opening tag, for a person who looks for it."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag}{attributes}>"
