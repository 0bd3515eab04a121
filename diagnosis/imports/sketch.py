"""A tree in the making: its pages in their order, and what whoever imports it should look at."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from diagnosis.documents import TreeRefused, read_tree
from diagnosis.imports.council_codes import CouncilCodes
from diagnosis.imports.limits import MOST_NODES, TOO_MANY_NODES
from diagnosis.imports.new_keys import NewKeys
from diagnosis.imports.words import plain_words
from diagnosis.problems import Problem
from diagnosis.tree import Tree

Node = dict[str, Any]


@dataclass
class Sketch:
    codes: CouncilCodes
    nodes: dict[str, Node] = field(default_factory=dict)
    shared: dict[str, Node] = field(default_factory=dict)
    """Outcomes to which many ways lead. They come last."""
    keys: NewKeys = field(default_factory=NewKeys)
    noted: dict[Problem, None] = field(default_factory=dict)

    def new_key(self, words: str) -> str:
        if len(self.keys) >= MOST_NODES:
            raise TreeRefused.because(TOO_MANY_NODES)
        return self.keys.give(words, otherwise="page")

    def keep_place(self, words: str) -> str:
        """The key of a page that is written later, and stands here."""
        key = self.new_key(words)
        self.nodes[key] = {}
        return key

    def note(self, text: str, node_key: str = "", option_key: str = "") -> None:
        self.noted[Problem(node_key, text, option_key)] = None

    def words(self, text: str, node_key: str = "") -> str:
        """The text without HTML, which is told."""
        plain = plain_words(text)
        if plain != text.strip():
            self.note(f"HTML or a link was taken out of “{plain[:60]}”.", node_key)
        return plain

    def share(self, name: str, node: Node) -> str:
        """The key of an outcome that is made once, however many ways lead there."""
        if name not in self.shared:
            self.shared[name] = {"kind": "outcome", "key": self.new_key(name), **node}
        return str(self.shared[name]["key"])

    def finish(self, *, key: str, title: str, start: str) -> Tree:
        """Raises TreeRefused where something in it cannot be kept."""
        nodes = [*self.nodes.values(), *self.shared.values()]
        return read_tree({"key": key, "title": title, "language": "en", "start": start, "nodes": nodes})


def listed(names: Iterable[str], most: int = 12) -> str:
    """A, B and 30 more."""
    names = list(dict.fromkeys(names))
    shown, more = names[:most], len(names) - most
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
