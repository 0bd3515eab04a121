"""Which column each card stands in: one further than the furthest card that leads to it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.drawing.graph import Graph


@dataclass(frozen=True)
class Layers:
    of: list[int]
    """The column of each card."""
    order: list[int]
    """The cards, each after all that lead to it."""
    backward: frozenset[int]
    """The ways that go round in a circle, by their place among the graph's ways."""


def find_layers(graph: Graph) -> Layers:
    outgoing: defaultdict[int, list[int]] = defaultdict(list)
    for index, way in enumerate(graph.ways):
        outgoing[way.source].append(index)
    order, backward = sort_cards(graph, outgoing)
    layers = [0] * len(graph.cards)
    for card in order:
        for index in outgoing[card]:
            if index not in backward:
                target = graph.ways[index].target
                layers[target] = max(layers[target], layers[card] + 1)
    return Layers(layers, order, frozenset(backward))


def sort_cards(graph: Graph, outgoing: dict[int, list[int]]) -> tuple[list[int], set[int]]:
    """Depth first, by hand: a long tree must not exhaust the stack."""
    finished: list[int] = []
    seen: set[int] = set()
    backward: set[int] = set()
    for root in sorted(range(len(graph.cards)), key=lambda card: card != graph.start):
        if root not in seen:
            visit_from(root, graph, outgoing, seen, finished, backward)
    return finished[::-1], backward


def visit_from(
    root: int,
    graph: Graph,
    outgoing: dict[int, list[int]],
    seen: set[int],
    finished: list[int],
    backward: set[int],
) -> None:
    trail: list[tuple[int, Iterator[int]]] = [(root, iter(reversed(outgoing[root])))]
    on_trail = {root}
    seen.add(root)
    while trail:
        card, ways = trail[-1]
        way = next(ways, None)
        if way is None:
            trail.pop()
            on_trail.discard(card)
            finished.append(card)
            continue
        target = graph.ways[way].target
        if target in on_trail:
            backward.add(way)
        elif target not in seen:
            seen.add(target)
            on_trail.add(target)
            trail.append((target, iter(reversed(outgoing[target]))))
