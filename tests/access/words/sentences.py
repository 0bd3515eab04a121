"""The sentences of a page or a message.

A sentence ends with a full stop, a question mark or a colon. An item of a list is one too, also of a list on one line
with dots between, and so is anything of 8 words or more. Shorter labels, headings and buttons are no sentences: they
would make any page look easy.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.page_rules.blocks import Block, blocks
from tests.parsed_page import Page

END = re.compile(r"(?<=[.?:])\s+(?=[A-Z0-9“\"'‘])|\s+·\s+|\n+")
WORD = re.compile(r"[A-Za-z0-9£][\w'’.:£-]*")
LINK = re.compile(r"https?://\S+|\S+@\S+")
ON_EVERY_PAGE = {"header", "footer", "nav", "button"}
ON_EVERY_PAGE_TOO = {"council-footer", "govuk-skip-link", "govuk-service-navigation", "govuk-generic-header"}
LONG = 8


def words_in(sentence: str) -> list[str]:
    return WORD.findall(LINK.sub("it", sentence))


def sentences_of_page(page: Page) -> Iterator[str]:
    """What is on every page, such as the help at the bottom, is left out. See `sentences_of_frame`."""
    for block in blocks(page):
        if not is_on_every_page(page, block.element):
            yield from sentences_of_block(block)


def sentences_of_frame(page: Page) -> Iterator[str]:
    for block in blocks(page):
        if is_on_every_page(page, block.element) and block.element.tag != "button":
            yield from sentences_of_block(block)


def is_on_every_page(page: Page, element: Element) -> bool:
    return any(
        one.tag in ON_EVERY_PAGE or ON_EVERY_PAGE_TOO & set(one.get("class", "").split())
        for one in (element, *page.above(element))
    )


def sentences_of_block(block: Block) -> Iterator[str]:
    for part in END.split(block.words):
        if part.endswith((".", "?", ":")) or block.element.tag == "li" or len(words_in(part)) >= LONG:
            yield part


def sentences_of_message(body: str) -> Iterator[str]:
    """Lines that begin with # are headings."""
    for line in body.splitlines():
        if line.strip() and not line.startswith("#"):
            for part in END.split(line.strip()):
                if part.endswith((".", "?", ":")) or len(words_in(part)) >= LONG:
                    yield part
