"""What stands on a page, block by block: a paragraph, a heading, a label, an item of a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tests.parsed_page import THEIR_WORDS, Page

INLINE = ("a", "abbr", "b", "code", "em", "i", "img", "small", "span", "strong", "time")
NOT_READ = (*THEIR_WORDS, "svg", "style", "noscript", "code", "pre", "input")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SOMETHING = "\N{HORIZONTAL ELLIPSIS}"
"""Stands for what a resident typed, in the middle of our own words."""


@dataclass(frozen=True)
class Block:
    element: Element
    words: str

    @property
    def is_heading(self) -> bool:
        return self.element.tag in HEADINGS or self.element.tag in ("legend", "caption")


def is_ours(element: Element) -> bool:
    """Names of people and places, references and pictures are not words that we chose."""
    return (
        element.tag not in NOT_READ
        and "data-typed" not in element.attrib
        and element.get("aria-hidden") != "true"
        and not {"council-reference", "council-long-link"} & set(element.get("class", "").split())
    )


def blocks(page: Page) -> Iterator[Block]:
    body = page.root.find("body")
    if body is not None:
        yield from blocks_in(body)


def blocks_in(element: Element) -> Iterator[Block]:
    so_far = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            if not is_ours(child):
                so_far.append(SOMETHING if child.tag in INLINE else "")
            elif child.tag in INLINE and not holds_blocks(child):
                so_far.append(inline_words(child))
            else:
                yield from block(element, so_far)
                so_far = []
                yield from blocks_in(child)
        so_far.append(child.tail or "")
    yield from block(element, so_far)


def holds_blocks(element: Element) -> bool:
    return any(isinstance(child.tag, str) and child.tag not in (*INLINE, "svg") for child in element.iter())


def inline_words(element: Element) -> str:
    words = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            words.append(inline_words(child) if is_ours(child) else SOMETHING)
        words.append(child.tail or "")
    return "".join(words)


def block(element: Element, so_far: list[str]) -> Iterator[Block]:
    words = " ".join("".join(so_far).split())
    if words.strip(SOMETHING + " .,:;"):
        yield Block(element, words)
