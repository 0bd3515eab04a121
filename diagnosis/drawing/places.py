"""Where each box and bend stands, in pixels."""

from collections import defaultdict
from dataclasses import dataclass

from diagnosis.drawing.boxes import ARRIVES_AT, WIDTH, Box, fill_box
from diagnosis.drawing.crossings import order_columns
from diagnosis.drawing.graph import Graph
from diagnosis.drawing.layers import find_layers
from diagnosis.drawing.routes import Link, Routes, find_routes

MARGIN = 20
COLUMN_GAP = 110
GAP = 18
BEND_HEIGHT = 8
PASSES = 8


@dataclass(frozen=True)
class Places:
    boxes: list[Box]
    left: list[int]
    top: list[int]
    """Of each card, and then of each bend."""
    bends: dict[int, list[int]]
    width: int
    height: int


def place_graph(graph: Graph) -> Places:
    boxes = [fill_box(card) for card in graph.cards]
    layers = find_layers(graph)
    routes = find_routes(graph, layers)
    bends = routes.items - len(boxes)
    order_columns(routes, [max(1, len(box.ports)) for box in boxes] + [1] * bends)
    top = spread(routes, boxes, graph.start)
    left = [0] * routes.items
    for number, column in enumerate(routes.columns):
        for item in column:
            left[item] = MARGIN + number * (WIDTH + COLUMN_GAP)
    height = max((top[item] + box.height for item, box in enumerate(boxes)), default=0) + MARGIN
    width = len(routes.columns) * (WIDTH + COLUMN_GAP) - COLUMN_GAP + 2 * MARGIN
    return Places(boxes, left, top, dict(routes.bends), width, max([height, *(y + MARGIN for y in top)]))


def spread(routes: Routes, boxes: list[Box], start: int) -> list[int]:
    """Brings each item level with what it is joined to, as far as its neighbours in the column leave room.

    The start stands at the top, where whoever opens the picture looks first.
    """
    heights = [box.height + GAP for box in boxes] + [BEND_HEIGHT] * (routes.items - len(boxes))
    top = [0.0] * routes.items
    for column in routes.columns:
        settle(column, dict.fromkeys(column, 0.0), heights, top)
    into, out_of = pulls(routes.links, boxes)
    for step in range(PASSES):
        rightwards = step % 2 == 1
        for column in routes.columns if rightwards else reversed(routes.columns):
            pull = into if rightwards else out_of
            settle(column, {item: wanted(item, pull[item], top) for item in column}, heights, top)
    top = [y - top[start] for y in top] if top else []
    for column in routes.columns:
        settle(column, {item: wanted(item, into[item], top) for item in column}, heights, top)
        push_down(column, heights, top)
    return [round(y) + MARGIN for y in top]


Pulls = defaultdict[int, list[tuple[int, int]]]


def pulls(links: list[Link], boxes: list[Box]) -> tuple[Pulls, Pulls]:
    """For each item, those that it is joined to on the left and on the right, and by how much it stands lower."""
    into: Pulls = defaultdict(list)
    out_of: Pulls = defaultdict(list)
    for link in links:
        leaves = boxes[link.left].ports[link.row] if link.left < len(boxes) else 0
        arrives = ARRIVES_AT if link.right < len(boxes) else 0
        into[link.right].append((link.left, leaves - arrives))
        out_of[link.left].append((link.right, arrives - leaves))
    return into, out_of


def wanted(item: int, pull: list[tuple[int, int]], top: list[float]) -> float:
    return sum(top[other] + lower for other, lower in pull) / len(pull) if pull else top[item]


def push_down(column: list[int], heights: list[int], top: list[float]) -> None:
    edge = 0.0
    for item in column:
        top[item] = max(edge, top[item])
        edge = top[item] + heights[item]


def settle(column: list[int], wanted: dict[int, float], heights: list[int], top: list[float]) -> None:
    """Midway between pushing down and pushing up what overlaps: both keep the order and the room between."""
    down, edge = {}, float("-inf")
    for item in column:
        down[item] = max(edge, wanted[item])
        edge = down[item] + heights[item]
    edge = float("inf")
    for item in reversed(column):
        up = min(edge - heights[item], wanted[item])
        top[item] = (down[item] + up) / 2
        edge = up
