"""What changed between two trees, in words that a repairs manager reads."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.differences.examples import examples_changes
from diagnosis.differences.pages import KINDS, node_changes
from diagnosis.differences.words import changed_words, name_both, name_node
from diagnosis.tree import Tree


@dataclass(frozen=True)
class Difference:
    node_key: str
    """Empty where it is about the tree as a whole. That of a page that was removed is only in the tree before."""
    text: str
    example_key: str = ""
    """Of the example it is about, where it is about one."""


def differences(before: Tree | None, after: Tree) -> list[Difference]:
    """The tree as a whole, its pages in their order, the pages that were removed, then the examples.

    Keys tell what is the same page or option: one with another key is a new one.
    """
    if before is None:
        return [Difference("", f"This is the first version of “{after.title}”.")]
    return list(dict.fromkeys(all_differences(before, after)))


def all_differences(before: Tree, after: Tree) -> Iterator[Difference]:
    yield from (Difference("", text) for text in tree_changes(before, after))
    for key, node in after.by_key.items():
        old = before.by_key.get(key)
        if old is None:
            yield Difference(key, f"The {KINDS[node.kind]} {name_node(after, key)} was added.")
        elif old != node:
            page = name_node(after, key)
            yield from (Difference(key, f"{page}: {text}.") for text in node_changes(before, after, old, node))
    for key, node in before.by_key.items():
        if key not in after.by_key:
            yield Difference(key, f"The {KINDS[node.kind]} {name_node(before, key)} was removed.")
    yield from (Difference("", text, example) for example, text in examples_changes(before, after))


def tree_changes(before: Tree, after: Tree) -> Iterator[str]:
    for name in ("key", "title", "language"):
        for text in changed_words(f"{name} of the tree", getattr(before, name), getattr(after, name)):
            yield f"{text[0].upper()}{text[1:]}."
    if before.start != after.start:
        old, new = name_both(before, before.start, after, after.start)
        yield f"Reports now start at {new}, not at {old}."
