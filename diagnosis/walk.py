"""Replaying answers through a tree: which pages were met, what was learned, where it ended."""

from collections.abc import Mapping
from dataclasses import dataclass

from diagnosis.tree import Option, Outcome, Page, Tree, find_option


@dataclass(frozen=True, slots=True)
class Walk:
    pages: tuple[Page, ...]
    """In the order they are met, up to and with the first that is not yet answered."""
    answered: tuple[tuple[Page, Option], ...]
    outcome: Outcome | None
    facts: Mapping[str, str]
    """What the chosen options establish. A later one wins: water that was turned off is no longer pouring."""


def walk(tree: Tree, answers: Mapping[str, str]) -> Walk:
    """An answer that is not among the options counts as not given. A tree with a loop ends where it would turn back."""
    by_key = tree.by_key
    pages: dict[str, Page] = {}
    answered: list[tuple[Page, Option]] = []
    facts: dict[str, str] = {}
    node = by_key.get(tree.start)
    while node is not None and node.kind != "outcome" and node.key not in pages:
        pages[node.key] = node
        option = find_option(node, answers.get(node.key))
        if option is None:
            break
        answered.append((node, option))
        facts.update(option.facts)
        node = by_key.get(option.next)
    return Walk(tuple(pages.values()), tuple(answered), node if node and node.kind == "outcome" else None, facts)
