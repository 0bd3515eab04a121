"""Headings, titles, ids, links and pictures."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.parsed_page import Page, name_of, shown, text

SERVICE = "Report a repair"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls", "for", "list", "form")
TEL = re.compile(r"tel:\+?[0-9]{3,15}")


def has_a_language(page: Page) -> Iterator[str]:
    if not page.root.get("lang"):
        yield "the page does not say its language"


def has_one_h1(page: Page) -> Iterator[str]:
    found = [text(heading) for heading in page.all("h1")]
    if len(found) != 1 or not found[0]:
        yield f"there must be one h1 with words in it, not {found}"


def title_is_the_h1(page: Page) -> Iterator[str]:
    h1 = next((text(heading) for heading in page.all("h1")), "")
    title = next((text(found) for found in page.all("title")), "")
    call = next((f"{main.attrib['data-call']}: " for main in page.all("main") if main.get("data-call")), "")
    start = f"{h1} - " if h1 == SERVICE else f"{call}{h1} - {SERVICE} - "
    rest = title.removeprefix("Error: ").removeprefix(start)
    if not title.removeprefix("Error: ").startswith(start) or not rest:
        yield f"the title must be {start!r} and the council, not {title!r}"


def title_says_error(page: Page) -> Iterator[str]:
    title = next((text(found) for found in page.all("title")), "")
    if title.startswith("Error: ") != bool(page.with_class("govuk-error-summary")):
        yield f'the title starts with "Error: " when the page has an error summary, and only then: {title!r}'


def headings_follow_on(page: Page) -> Iterator[str]:
    summaries = page.with_class("govuk-error-summary")
    level = 0
    for heading in page.all(*HEADINGS):
        if any(summary in page.above(heading) for summary in summaries):
            continue
        if int(heading.tag[1]) > level + 1:
            yield f"{heading.tag} {text(heading)!r} skips a level after h{level}"
        level = int(heading.tag[1])


def ids_are_unique(page: Page) -> Iterator[str]:
    for identity, count in Counter(page.ids).items():
        if count > 1:
            yield f"the id {identity!r} is there {count} times"


def references_lead_somewhere(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        for attribute in REFERENCES:
            for identity in element.get(attribute, "").split():
                if identity not in page.ids:
                    yield f"{attribute} of {shown(element)} names {identity!r}, which is not there"


def anchors_lead_somewhere(page: Page) -> Iterator[str]:
    for link in page.all("a"):
        href = link.get("href", "")
        if href.startswith("#") and href[1:] not in page.ids:
            yield f"the link {text(link)!r} leads to {href!r}, which is not there"


def links_and_buttons_say_something(page: Page) -> Iterator[str]:
    for element in page.all("a", "button"):
        if not name_of(element):
            yield f"{shown(element)} has no words"
        if element.tag == "a" and not element.get("href"):
            yield f"the link {text(element)!r} leads nowhere"


def pictures_have_words(page: Page) -> Iterator[str]:
    for picture in page.all("img"):
        if picture.get("alt") is None:
            yield f"{shown(picture)} has no alt"


def phone_links_ring_what_they_show(page: Page) -> Iterator[str]:
    for link in page.all("a"):
        href = link.get("href", "")
        if not href.startswith("tel:"):
            continue
        digits = re.sub(r"\D", "", text(link))
        if not TEL.fullmatch(href) or (digits and digits != re.sub(r"\D", "", href)):
            yield f"{href!r} is not the number {text(link)!r}"


RULES = (
    has_a_language,
    has_one_h1,
    title_is_the_h1,
    title_says_error,
    headings_follow_on,
    ids_are_unique,
    references_lead_somewhere,
    anchors_lead_somewhere,
    links_and_buttons_say_something,
    pictures_have_words,
    phone_links_ring_what_they_show,
)
