"""Words: not missing, not too long, without phone numbers, and naming only what a page can fill in."""

import re
from collections.abc import Iterator

from diagnosis.problems.problem import Problem
from diagnosis.tree import Advice, Option, Outcome, Question
from diagnosis.vocabulary import PLACEHOLDERS

LONGEST = {"heading": 90, "hint": 120, "question": 90, "option": 90, "location": 60, "block": 220}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# 999 may be written: it is the same everywhere and for ever. Every other number is a row that staff can change.
PHONE_NUMBER = re.compile(r"(?<![\w£])(?:\+?\d[\d() -]{5,}\d|10[15]|11[129])(?!\d)")


def wording_problems(node: Question | Advice | Outcome) -> Iterator[Problem]:
    for kind, text in texts_of(node):
        for wrong in faults(kind, text):
            yield Problem(node.key, wrong)


def texts_of(node: Question | Advice | Outcome) -> Iterator[tuple[str, str]]:
    """Every text of a node, with what it is. Texts that may be left out are given only when they are there."""
    yield "heading", node.heading
    if isinstance(node, Question) and node.hint:
        yield "hint", node.hint
    if isinstance(node, Advice) and node.is_choice:
        yield "question", node.question
    if isinstance(node, Outcome) and node.location:
        yield "location", node.location
    for block in node.body:
        yield from (("block", text) for text in block.texts)
    for option in node.options:
        yield from option_texts(option)


def option_texts(option: Option) -> Iterator[tuple[str, str]]:
    yield "option", option.text
    if option.hint:
        yield "hint", option.hint


def faults(kind: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield f"A {kind} is empty."
    if len(text) > LONGEST[kind]:
        yield f"A {kind} has {len(text)} characters. The most is {LONGEST[kind]}: “{text[:40]}…”"
    for name in PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            yield f"“{{{name}}}” is not something that a page can fill in."
        elif kind != "block":
            yield f"“{{{name}}}” can only be used in the body of a page, not in a {kind}."
    if number := PHONE_NUMBER.search(text):
        yield f"“{number.group()}” looks like a phone number. Name the line instead, for example {{phone:repairs}}."
