"""Words of ours. What a resident typed is left alone: see `tests.parsed_page.THEIR_WORDS`."""

import re
from collections.abc import Iterator

from tests.parsed_page import Page, text

UNWANTED = re.compile(r"\b(please|valid|invalid|sorry)\b", re.IGNORECASE)
STRAIGHT = re.compile(r"[\"']")
CURLY = re.compile("[\u2018\u2019\u201c\u201d]")


def errors_are_plain(page: Page) -> Iterator[str]:
    for error in [*page.with_class("govuk-error-message"), *page.with_class("govuk-error-summary__body")]:
        for word in UNWANTED.findall(text(error)):
            yield f"the error {text(error)!r} says {word!r}"


def quotes_are_of_one_kind(page: Page) -> Iterator[str]:
    ours = page.our_words()
    straight = STRAIGHT.search(ours)
    if straight and CURLY.search(ours):
        near = " ".join(ours[max(0, straight.start() - 30) : straight.end() + 30].split())
        yield f"straight and curly quotation marks are mixed: {near!r}"


RULES = (errors_are_plain, quotes_are_of_one_kind)
