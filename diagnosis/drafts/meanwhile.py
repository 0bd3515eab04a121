"""What others have changed since someone opened a page of a draft, in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from diagnosis.models import TreeChange

MOST_LINES = 20
MOST_CHANGES = 200
WHOLE = re.compile(r"The (title|language) of the tree |Reports now start |The pages are in another order")


@dataclass(frozen=True)
class Meanwhile:
    by: str
    at: datetime
    lines: tuple[str, ...]
    """Empty where there are no words for it."""


def last_change(tree_key: str) -> int:
    """By which the form of a page knows how much its reader had seen. 0 where nothing was changed yet."""
    return TreeChange.objects.filter(tree_key=tree_key).order_by("-pk").values_list("pk", flat=True).first() or 0


def changes_since(tree_key: str, seen: int) -> list[TreeChange]:
    return list(TreeChange.objects.filter(tree_key=tree_key, pk__gt=seen).order_by("-pk")[:MOST_CHANGES])


def changed_page(tree_key: str, seen: int, heading: str) -> Meanwhile | None:
    """None where nothing is written down since."""
    changes = changes_since(tree_key, seen)
    return gather(changes, list(lines_about(heading, changes)))


def changed_whole(tree_key: str, seen: int) -> Meanwhile | None:
    changes = changes_since(tree_key, seen)
    lines = [(change, line) for change in changes for line in change.text.split("\n") if WHOLE.match(line)]
    return gather(changes, lines or [(change, line) for change in changes for line in change.text.split("\n")])


def closed(tree_key: str) -> Meanwhile | None:
    """The last that happened to a draft that is not there any more."""
    change = TreeChange.objects.filter(tree_key=tree_key).order_by("-pk").first()
    return gather([change], [(change, change.text.split("\n")[0])]) if change else None


def gather(changes: list[TreeChange], lines: list[tuple[TreeChange, str]]) -> Meanwhile | None:
    if not changes:
        return None
    people = dict.fromkeys(change.by for change, _ in lines) or [changes[0].by]
    latest = lines[0][0] if lines else changes[0]
    return Meanwhile(
        " and ".join(reversed(list(people))), latest.at, tuple(line for _, line in reversed(lines[:MOST_LINES]))
    )


def lines_about(heading: str, changes: list[TreeChange]) -> Iterator[tuple[TreeChange, str]]:
    """From the newest back, so that a page is followed to the headings that it had before."""
    names = {heading}
    for change in changes:
        for line in reversed(change.text.split("\n")):
            if any(line.startswith(f"“{name}”") for name in names):
                yield change, line
                names |= set(re.findall("^“.*?”(?: \\([^)]*\\))?: the heading changed from “(.*)” to “", line))
