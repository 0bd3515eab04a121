"""The columns with all that stands in them: cards, and the bends of ways that pass by."""

from collections import defaultdict
from dataclasses import dataclass, field

from diagnosis.drawing.graph import Graph, Way
from diagnosis.drawing.layers import Layers

MOST_BENDS = 4000
"""A tree that needs more is past reading: its other long ways are drawn straight, so that it is drawn at all."""


@dataclass(frozen=True)
class Link:
    """Joins what stands in one column to what stands in the next."""

    left: int
    row: int
    right: int


@dataclass
class Routes:
    columns: list[list[int]]
    """Cards by their number; bends have the numbers after theirs."""
    links: list[Link] = field(default_factory=list)
    bends: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Of each way, by its place among the graph's ways."""
    items: int = 0


def find_routes(graph: Graph, layers: Layers) -> Routes:
    routes = Routes([[] for _ in range(max(layers.of, default=0) + 1)], items=len(graph.cards))
    outgoing: defaultdict[int, list[int]] = defaultdict(list)
    for index, way in enumerate(graph.ways):
        if index not in layers.backward:
            outgoing[way.source].append(index)
    for card in layers.order:
        routes.columns[layers.of[card]].append(card)
        for index in outgoing[card]:
            lead_past(routes, index, graph.ways[index], layers, len(graph.cards))
    return routes


def lead_past(routes: Routes, index: int, way: Way, layers: Layers, cards: int) -> None:
    passed = range(layers.of[way.source] + 1, layers.of[way.target])
    if routes.items - cards + len(passed) > MOST_BENDS:
        return
    left, row = way.source, way.row
    for column in passed:
        bend = routes.items
        routes.items += 1
        routes.columns[column].append(bend)
        routes.bends[index].append(bend)
        routes.links.append(Link(left, row, bend))
        left, row = bend, 0
    routes.links.append(Link(left, row, way.target))
