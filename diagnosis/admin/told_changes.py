"""Differences as staff read them: each page with what changed on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from diagnosis.differences import Difference, differences
from diagnosis.differences.words import name_node
from diagnosis.tree import Tree

KINDS = {"question": "Question", "advice": "Advice page", "outcome": "Outcome"}
NOTHING_IN_WORDS = "Only the order in which parts are kept has changed. Nobody sees a difference."


@dataclass(frozen=True)
class ToldChange:
    text: str
    link: str = ""


@dataclass(frozen=True)
class ToldPart:
    name: str
    link: str
    changes: tuple[ToldChange, ...]


def tell_changes(
    before: Tree | None, after: Tree, pages: Mapping[str, str] = {}, examples: Mapping[str, str] = {}
) -> list[ToldPart]:
    """Empty where the trees say the same. `pages` and `examples` have the address of each, by its key."""
    told = differences(before, after)
    if not told and before != after:
        return [ToldPart("The diagnosis as a whole", "", (ToldChange(NOTHING_IN_WORDS),))]
    parts = [(name_part(change, before, after), change) for change in told]
    return [
        ToldPart(name, pages.get(key, ""), tuple(told_change(change, after, examples) for _, change in group))
        for (name, key), group in groupby(parts, key=lambda part: (part[0], part[1].node_key))
    ]


def name_part(change: Difference, before: Tree | None, after: Tree) -> str:
    if change.example_key:
        return "Examples that must hold"
    tree = after if change.node_key in after.by_key or before is None else before
    node = tree.by_key.get(change.node_key)
    return f"{KINDS[node.kind]}: {node.heading}" if node else "The diagnosis as a whole"


def told_change(change: Difference, after: Tree, examples: Mapping[str, str]) -> ToldChange:
    text = change.text.removeprefix(f"{name_node(after, change.node_key)}: ")
    return ToldChange(text[:1].upper() + text[1:], examples.get(change.example_key, ""))
