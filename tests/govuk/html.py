"""Finds elements in a piece of HTML by `tag`, `.class`, `#id`, and `above > below` or `above below`."""

from collections.abc import Iterator
from typing import Any

import html5lib


class Found:
    def __init__(self, element: Any) -> None:
        self.element = element

    @property
    def attributes(self) -> dict[str, str]:
        return dict(self.element.attrib)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    @property
    def raw(self) -> str:
        return "".join(self.element.itertext())

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())

    def all(self, selector: str) -> list["Found"]:
        first, _, rest = selector.replace(" > ", " ").partition(" ")
        here = [Found(element) for element in matching(self.element, first)]
        return [inner for outer in here for inner in outer.all(rest)] if rest else here

    def one(self, selector: str) -> "Found":
        found = self.all(selector)
        assert found, f"no {selector}"
        return found[0]


def matching(root: Any, simple: str) -> Iterator[Any]:
    for element in root.iter():
        if element is not root and isinstance(element.tag, str) and matches(element, simple):
            yield element


def matches(element: Any, simple: str) -> bool:
    if simple[0] == ".":
        matched = simple[1:] in element.get("class", "").split()
    elif simple[0] == "#":
        matched = simple[1:] == element.get("id")
    else:
        matched = simple == element.tag
    return bool(matched)


def find(html: str) -> Found:
    return Found(html5lib.parseFragment(html, namespaceHTMLElements=False))
