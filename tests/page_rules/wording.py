"""Words of ours. What a resident typed is left alone: see `tests.parsed_page.THEIR_WORDS`."""

import re
from collections.abc import Iterator

from tests.page_rules.blocks import blocks
from tests.page_rules.style import style_faults
from tests.parsed_page import Page, text

UNWANTED = re.compile(r"\b(valid|invalid|sorry)\b", re.IGNORECASE)
STRAIGHT = re.compile(r"[\"']")
CURLY = re.compile("[\u2018\u2019\u201c\u201d]")
QUOTED = re.compile("\u201c[^\u201d]*\u201d")
SAYS_NOTHING = {"here", "this", "link", "this link", "more", "read more", "find out more", "more information"}
# Names, which keep their capitals in a heading.
NAMES = re.compile(
    r"\b(Awaab’s Law|Right to (Repair|Buy)|Housing Ombudsman( Service)?|Relay UK|GOV\.UK( Notify)?"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
TITLE_CASE = re.compile(
    r"^(?!.*[\d,])\W*[A-Z][a-z]+(?: (?:of|the|and|for|to|a|an|in|on|with|[A-Z][a-z]+))* [A-Z][a-z]+\W*$"
)


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


def words_are_in_our_style(page: Page) -> Iterator[str]:
    for block in blocks(page):
        in_error = any("error" in one.get("class", "") for one in (block.element, *page.above(block.element)))
        # An error may say again what was typed, between quotation marks.
        yield from style_faults(QUOTED.sub("it", block.words) if in_error else block.words)


def names_are_in_our_style(page: Page) -> Iterator[str]:
    """What only a screen reader says."""
    for element in page.root.iter():
        for attribute in ("aria-label", "alt"):
            if "data-typed" not in element.attrib:
                yield from style_faults(element.get(attribute, ""))


def headings_are_in_sentence_case(page: Page) -> Iterator[str]:
    for block in blocks(page):
        if block.is_heading and TITLE_CASE.match(NAMES.sub("it", block.words)):
            yield f"the heading {block.words!r} has a capital for each word"


def headings_have_no_full_stop(page: Page) -> Iterator[str]:
    for block in blocks(page):
        if block.is_heading and block.words.endswith((".", ":")):
            yield f"the heading {block.words!r} ends with a full stop"


def links_and_buttons_have_no_full_stop(page: Page) -> Iterator[str]:
    for element in page.all("a", "button"):
        words = text(element)
        if words.endswith("."):
            yield f"the link {words!r} ends with a full stop"


def links_say_where_they_lead(page: Page) -> Iterator[str]:
    for link in page.all("a"):
        if text(link).lower() in SAYS_NOTHING:
            yield f"the link {text(link)!r} does not say where it leads"


RULES = (
    errors_are_plain,
    quotes_are_of_one_kind,
    words_are_in_our_style,
    names_are_in_our_style,
    headings_are_in_sentence_case,
    headings_have_no_full_stop,
    links_and_buttons_have_no_full_stop,
    links_say_where_they_lead,
)
