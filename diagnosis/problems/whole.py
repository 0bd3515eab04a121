"""The tree as a whole: its key, title and language."""

import re
from collections.abc import Iterator

from diagnosis.problems.pages import key_faults
from diagnosis.problems.problem import Problem
from diagnosis.tree import Tree

LONGEST = {"key": 40, "title": 90, "language": 20}
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""As HTML names languages: en, cy, zh-Hans."""


def tree_problems(tree: Tree) -> Iterator[Problem]:
    for name, most in LONGEST.items():
        value = getattr(tree, name)
        yield from (Problem("", text, field=name) for text in faults(name, value, most))


def faults(name: str, value: str, most: int) -> Iterator[str]:
    if not value.strip():
        yield f"The tree has no {name}."
        return
    if len(value) > most:
        yield f"The {name} of the tree has {len(value)} characters. The most is {most}."
    if name == "key":
        yield from key_faults(value)
    if name == "language" and not LANGUAGE.fullmatch(value):
        yield f"“{value}” is not the code of a language, for example en."
    if name == "title" and ("\n" in value or "\r" in value):
        yield "The title of the tree has a line break in it."
