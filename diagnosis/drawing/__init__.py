"""Pictures of trees, and the same in words: plain Python, without Django."""

from collections.abc import Iterable, Mapping

from diagnosis.drawing.graph import Addresses, no_address, read_graph
from diagnosis.drawing.outline import write_outline
from diagnosis.drawing.places import place_graph
from diagnosis.drawing.svg import write_svg
from diagnosis.problems.problem import Problem
from diagnosis.tree import Tree

__all__ = ["draw_tree", "outline_tree"]


def draw_tree(
    tree: Tree, bands: Mapping[str, int], problems: Iterable[Problem] = (), addresses: Addresses = no_address
) -> str:
    """One SVG element. `bands` are the council's priorities by code: 1 is the most urgent, 5 the least.

    `addresses` gives the address of each page by its key, for boxes that are links. Empty: that one is none.
    """
    graph = read_graph(tree, bands, problems, addresses)
    return write_svg(graph, place_graph(graph))


def outline_tree(tree: Tree, problems: Iterable[Problem] = (), addresses: Addresses = no_address) -> str:
    """Nested lists in HTML that say all that the picture shows."""
    return write_outline(read_graph(tree, {}, problems, addresses))
