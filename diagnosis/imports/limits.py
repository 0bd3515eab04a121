"""How much of a file is taken. What is more is refused before it is worked on."""

from typing import Any

from diagnosis.characters import find_unkept, without_unkept
from diagnosis.documents import TreeRefused
from diagnosis.tree import Tree

MOST_BYTES = 2_000_000
MOST_VALUES = 100_000
MOST_DEEP = 30
MOST_NODES = 2_000
MOST_OPTIONS = 10_000
MOST_EXAMPLES = 2_000
LONGEST_TEXT = 5_000
LONGEST_NUMBER = 15
"""Digits."""

TOO_DEEP = f"The file is nested more than {MOST_DEEP} levels deep."
TOO_MANY_VALUES = f"The file holds more than {MOST_VALUES:,} values."
TOO_MANY_NODES = f"The file holds more than {MOST_NODES:,} pages and outcomes."
TOO_MANY_EXAMPLES = f"The file holds more than {MOST_EXAMPLES:,} examples."


def check_values(value: Any) -> None:
    """Raises TreeRefused. What was read has the shape of JSON."""
    waiting = [(value, 1)]
    seen = 1
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, str):
            check_text(part)
        elif isinstance(part, dict | list):
            if depth > MOST_DEEP:
                raise TreeRefused.because(TOO_DEEP)
            seen += len(part)
            if seen > MOST_VALUES:
                raise TreeRefused.because(TOO_MANY_VALUES)
            waiting.extend((inner, depth + 1) for inner in inner_values(part))


def inner_values(part: dict[str, Any] | list[Any]) -> list[Any]:
    return [*part.keys(), *part.values()] if isinstance(part, dict) else part


def check_text(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise TreeRefused.because(f"A text has {len(text):,} characters. The most is {LONGEST_TEXT:,}: “{text[:40]}…”")
    if unkept := find_unkept(text):
        shown = without_unkept(text[:40])
        raise TreeRefused.because(f"There is a character that cannot be kept ({unkept}) in the text “{shown}”.")


def check_parts(document: dict[str, Any]) -> None:
    """Raises TreeRefused where our own document holds too many of them. They need not have a shape yet."""
    for name, most, refusal in (("nodes", MOST_NODES, TOO_MANY_NODES), ("examples", MOST_EXAMPLES, TOO_MANY_EXAMPLES)):
        if isinstance(parts := document.get(name), list) and len(parts) > most:
            raise TreeRefused.because(refusal)


def check_options(tree: Tree) -> None:
    if sum(len(node.options) for node in tree.nodes) > MOST_OPTIONS:
        raise TreeRefused.because(f"The file holds more than {MOST_OPTIONS:,} options.")
