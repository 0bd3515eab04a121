"""Questions and advice pages: every one has a way on, for people who are not sure too."""

import re
from collections import Counter
from collections.abc import Iterator

from diagnosis.facts import TREE_FACTS
from diagnosis.problems.problem import Problem
from diagnosis.tree import Advice, Option, Page

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def page_problems(page: Page) -> Iterator[Problem]:
    yield from (Problem(page.key, text, field="options") for text in way_on_faults(page))
    yield from repeats(page, "key", [option.key for option in page.options])
    yield from repeats(page, "text", [" ".join(option.text.split()).casefold() for option in page.options])
    for option in page.options:
        yield from (Problem(page.key, text, option.key) for text in option_faults(option))


def way_on_faults(page: Page) -> Iterator[str]:
    if isinstance(page, Advice) and not page.options:
        yield "This advice page has no way on."
    if page.is_choice and len(page.options) < 2:
        yield "This question needs at least 2 options."
    if page.is_choice and not any(option.not_sure for option in page.options):
        yield "This question has no option for people who are not sure."


def repeats(page: Page, what: str, values: list[str]) -> Iterator[Problem]:
    """Leads to the last of those that are the same."""
    if len(set(values)) == len(values):
        return
    last = dict(zip(values, page.options, strict=True))
    for value, times in Counter(values).items():
        if times > 1:
            yield Problem(page.key, f"More than one option has the {what} “{value}”.", last[value].key)


def option_faults(option: Option) -> Iterator[str]:
    yield from key_faults(option.key)
    for name, value in option.facts.items():
        if value not in TREE_FACTS.get(name, ()):
            yield f"The option “{option.text}” establishes “{name}: {value}”, which no rule knows."


def key_faults(key: str) -> Iterator[str]:
    """Keys are part of addresses, and answers are kept under them."""
    if not KEY.fullmatch(key):
        yield f"The key “{key}” may only have small letters, digits and single hyphens between them."
