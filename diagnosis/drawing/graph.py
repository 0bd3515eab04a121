"""What is drawn of a tree: a card for each page and outcome, and a way for each option."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from diagnosis.problems.problem import Problem
from diagnosis.tree import Advice, Outcome, Question, Tree, on_screen

Kind = Literal["question", "advice", "outcome", "missing"]
Addresses = Callable[[str], str]


def no_address(key: str) -> str:
    return ""


@dataclass(frozen=True)
class Card:
    key: str
    kind: Kind
    label: str
    heading: str
    options: tuple[str, ...] = ()
    band: int | None = None
    """How urgent an outcome is, 1 to 5. 0: its priority is not in the council's table. None: it has no priority."""
    faults: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class Way:
    source: int
    row: int
    target: int
    words: str


@dataclass
class Graph:
    title: str
    start: int = 0
    cards: list[Card] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)


def read_graph(
    tree: Tree, bands: Mapping[str, int], problems: Iterable[Problem] = (), addresses: Addresses = no_address
) -> Graph:
    faults: defaultdict[str, list[str]] = defaultdict(list)
    for problem in problems:
        faults[problem.node_key].append(problem.text)
    nodes = list(tree.by_key.values())
    places = {node.key: index for index, node in enumerate(nodes)}
    cards = [replace(read_card(node, bands, tuple(faults[node.key])), address=addresses(node.key)) for node in nodes]
    graph = Graph(tree.title, places.get(tree.start, 0), cards)
    for source, node in enumerate(nodes):
        add_ways(graph, source, node, places)
    return graph


def read_card(node: Question | Advice | Outcome, bands: Mapping[str, int], faults: tuple[str, ...]) -> Card:
    if isinstance(node, Outcome):
        band = bands.get(node.priority, 0) if node.priority else None
        return Card(node.key, "outcome", outcome_label(node), node.heading, (), band, faults)
    label = "Question" if isinstance(node, Question) else "Advice"
    options = tuple(option.text for option in on_screen(node))
    return Card(node.key, node.kind, label, node.heading, options, None, faults)


ENDINGS = {
    "book": "book a time",
    "ring": "ring us",
    "call-back": "we ring back",
    "advice": "advice only",
    "not-ours": "not our repair",
}


def outcome_label(outcome: Outcome) -> str:
    ending = ENDINGS[outcome.ending]
    return f"{outcome.priority}: {ending}" if outcome.priority else f"No priority: {ending}"


def add_ways(graph: Graph, source: int, node: Question | Advice | Outcome, places: dict[str, int]) -> None:
    if isinstance(node, Outcome):
        return
    for row, option in enumerate(on_screen(node)):
        if option.next not in places:
            places[option.next] = len(graph.cards)
            graph.cards.append(missing_card(option.next))
        graph.ways.append(Way(source, row, places[option.next], option.text))


def missing_card(key: str) -> Card:
    heading = f"There is no page “{key}”" if key else "This option leads nowhere"
    return Card(key, "missing", "Missing", heading, faults=("Choose where it leads.",))
