"""The tree in words: nested lists, with each page told once and linked to wherever else it is led to."""

from collections import defaultdict, deque
from collections.abc import Iterator

from diagnosis.drawing.graph import Card, Graph, Way
from diagnosis.drawing.words import make_safe

DEEPEST = 6
"""A page further in is told after the others, so that lists stay readable, and shallow in a long tree."""


def write_outline(graph: Graph) -> str:
    return "\n".join(['<ul class="tree-outline">', *Outline(graph).write(), "</ul>\n"])


class Outline:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.told: set[int] = set()
        self.later: deque[int] = deque()
        self.ways: defaultdict[int, list[Way]] = defaultdict(list)
        for way in graph.ways:
            self.ways[way.source].append(way)

    def write(self) -> Iterator[str]:
        yield from self.write_from(self.graph.start)
        for card in range(len(self.graph.cards)):
            yield from self.write_from(card)

    def write_from(self, card: int) -> Iterator[str]:
        self.later.append(card)
        while self.later:
            card = self.later.popleft()
            if card < len(self.graph.cards) and card not in self.told:
                yield f'<li id="tree-{card}">'
                yield from self.write_card(card, 1)
                yield "</li>"

    def write_card(self, number: int, depth: int) -> Iterator[str]:
        self.told.add(number)
        card = self.graph.cards[number]
        yield say_card(card)
        if self.ways[number]:
            yield "<ul>"
            for way in self.ways[number]:
                yield from self.write_way(way, depth)
            yield "</ul>"

    def write_way(self, way: Way, depth: int) -> Iterator[str]:
        words = f'<span class="tree-choice">{make_safe(way.words)}</span>'
        if way.target in self.told or (depth >= DEEPEST and self.ways[way.target]):
            self.later.append(way.target)
            heading = make_safe(self.graph.cards[way.target].heading or self.graph.cards[way.target].key)
            yield f'<li>{words} → <a href="#tree-{way.target}">{heading}</a></li>'
        else:
            yield f'<li id="tree-{way.target}">{words} →'
            yield from self.write_card(way.target, depth + 1)
            yield "</li>"


def say_card(card: Card) -> str:
    heading = f"<strong>{make_safe(card.heading or card.key)}</strong>"
    if card.address:
        heading = f'<a href="{make_safe(card.address)}">{heading}</a>'
    words = f'{heading} <span class="tree-kind">{make_safe(card.label)}'
    faults = "".join(f' <em class="tree-fault">To put right: {make_safe(fault)}</em>' for fault in card.faults)
    return f"{words} ({make_safe(card.key)})</span>{faults}"
