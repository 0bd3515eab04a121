"""Labels, groups of choices, error links and the token of a form."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.parsed_page import Page, shown, text

FOCUSABLE = ("input", "select", "textarea", "button")


def fields_have_labels(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label") if text(label)}
    for field in page.fields():
        wrapped = any(parent.tag == "label" and text(parent) for parent in page.above(field))
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not (wrapped or named or (field.get("id") and field.get("id") in labelled)):
            yield f"{shown(field)} has no label"


def choices_have_a_question(page: Page) -> Iterator[str]:
    names = Counter(field.get("name") for field in page.fields() if field.get("type") == "checkbox")
    for field in page.fields():
        several = field.get("type") == "radio" or (field.get("type") == "checkbox" and names[field.get("name")] > 1)
        if several and not has_legend(page, field):
            yield f"{shown(field)} is not in a fieldset with a legend"


def has_legend(page: Page, field: Element) -> bool:
    groups = (parent for parent in page.above(field) if parent.tag == "fieldset")
    return any(child.tag == "legend" and text(child) for group in groups for child in group)


def fieldsets_begin_with_a_legend(page: Page) -> Iterator[str]:
    for group in page.all("fieldset"):
        first = next(iter(group), None)
        if first is None or first.tag != "legend" or not text(first):
            yield f"{shown(group)} does not begin with a legend"


def error_links_reach_a_field(page: Page) -> Iterator[str]:
    for summary in page.with_class("govuk-error-summary__list"):
        for item in summary.iter("li"):
            link = item.find("a")
            if link is None:
                yield f"the error {text(item)!r} has no link to what is to be changed"
            elif not can_take_focus(page.by_id(link.get("href", "").removeprefix("#"))):
                yield f"the error {text(item)!r} links to {link.get('href')!r}, which cannot take focus"


def can_take_focus(element: Element | None) -> bool:
    if element is None or element.get("type") == "hidden" or "disabled" in element.attrib:
        return False
    return element.tag in FOCUSABLE or "tabindex" in element.attrib or (element.tag == "a" and "href" in element.attrib)


def posts_carry_the_token(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        fields = {field.get("name") for field in form.iter("input")}
        if form.get("method", "get").lower() == "post" and "csrfmiddlewaretoken" not in fields:
            yield f"{shown(form)} has no CSRF token"


RULES = (
    fields_have_labels,
    choices_have_a_question,
    fieldsets_begin_with_a_legend,
    error_links_reach_a_field,
    posts_carry_the_token,
)
