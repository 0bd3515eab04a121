"""Words: not missing, not too long, without phone numbers, and naming only what a page can fill in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from diagnosis.body_text import why_not_kept
from diagnosis.problems.problem import Problem
from diagnosis.tree import Advice, Option, Outcome, Question
from diagnosis.vocabulary import PLACEHOLDERS

LONGEST = {
    "heading": 90,
    "hint": 120,
    "question": 90,
    "line to say aloud": 220,
    "option": 90,
    "location": 60,
    "block": 220,
}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# 999 may be written: it is the same everywhere and for ever. Every other number is a row that staff can change.
PHONE_NUMBER = re.compile(r"(?<![\w£])(?:\+?\d[\d() -]{5,}\d|10[15]|11[129])(?!\d)")


class Words(NamedTuple):
    kind: str
    text: str
    field: str = ""
    option_key: str = ""


def wording_problems(node: Question | Advice | Outcome) -> Iterator[Problem]:
    for words in texts_of(node):
        for wrong in faults(words.kind, words.text):
            yield Problem(node.key, wrong, words.option_key, field=words.field)


def texts_of(node: Question | Advice | Outcome) -> Iterator[Words]:
    """Every text of a node. Those that may be left out are given only when they are there."""
    yield Words("heading", node.heading, "heading")
    if isinstance(node, Question) and node.hint:
        yield Words("hint", node.hint, "hint")
    if isinstance(node, Advice) and (node.is_choice or node.question):
        yield Words("question", node.question, "question")
    if isinstance(node, Outcome):
        if node.location:
            yield Words("location", node.location, "location")
    elif node.say:
        yield Words("line to say aloud", node.say, "say")
    for block in node.body:
        yield from (Words("block", text, "body") for text in block.texts)
    for option in node.options:
        yield from option_texts(option)


def option_texts(option: Option) -> Iterator[Words]:
    yield Words("option", option.text, option_key=option.key)
    if option.hint:
        yield Words("hint", option.hint, option_key=option.key)


def faults(kind: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield f"A {kind} is empty."
        return
    if len(text) > LONGEST[kind]:
        yield f"A {kind} has {len(text)} characters. The most is {LONGEST[kind]}: “{text[:40]}…”"
    yield from layout_faults(kind, text)
    if "{" in text:
        yield from placeholder_faults(kind, text)
    if number := PHONE_NUMBER.search(text):
        yield f"“{number.group()}” looks like a phone number. Name the line instead, for example {{phone:repairs}}."


def layout_faults(kind: str, text: str) -> Iterator[str]:
    if kind == "block":
        if why := why_not_kept(text):
            yield f"A block {why}: “{text[:40]}”"
    elif "\n" in text or "\r" in text:
        yield f"A {kind} has a line break in it: “{text[:40]}”"


def placeholder_faults(kind: str, text: str) -> Iterator[str]:
    for name in PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            yield f"“{{{name}}}” is not something that a page can fill in."
        elif kind != "block":
            yield f"“{{{name}}}” can only be used in the body of a page, not in a {kind}."
