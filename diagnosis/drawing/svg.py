"""The picture as one SVG element: classes only, so that our style sheet draws it under a strict policy."""

from collections.abc import Iterator

from diagnosis.drawing.boxes import ARRIVES_AT, PADDING, WIDTH, Box
from diagnosis.drawing.graph import Card, Graph, Way
from diagnosis.drawing.places import Places
from diagnosis.drawing.words import make_safe

ARROW = (
    '<defs><marker id="tree-arrow" class="tree-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
    'markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
)


def write_svg(graph: Graph, places: Places) -> str:
    return "\n".join([*opening(graph, places), *ways(graph, places), *boxes(graph, places), "</svg>\n"])


def opening(graph: Graph, places: Places) -> Iterator[str]:
    outcomes = sum(card.kind == "outcome" for card in graph.cards)
    label = f"Picture of {graph.title}: {len(graph.cards) - outcomes} pages lead to {outcomes} outcomes."
    # Links are of no use inside what counts as one image.
    role = "group" if any(card.address for card in graph.cards) else "img"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tree-picture" role="{role}" aria-label="{make_safe(label)}" '
        f'width="{places.width}" height="{places.height}" viewBox="0 0 {places.width} {places.height}">'
    )
    yield ARROW


def ways(graph: Graph, places: Places) -> Iterator[str]:
    for index, way in enumerate(graph.ways):
        source, target = (make_safe(graph.cards[card].key) for card in (way.source, way.target))
        yield (
            f'<path class="tree-way" data-from="{source}" data-to="{target}" '
            f'marker-end="url(#tree-arrow)" d="{route(index, way, places)}">'
            f"<title>{make_safe(way.words)}</title></path>"
        )


def route(index: int, way: Way, places: Places) -> str:
    """Level past the columns between, bending only in the gaps."""
    x = places.left[way.source] + WIDTH
    y = places.top[way.source] + places.boxes[way.source].ports[way.row]
    steps = [f"M{x} {y}"]
    for bend in places.bends.get(index, []):
        steps.append(curve(x, y, places.left[bend], places.top[bend]))
        x, y = places.left[bend] + WIDTH, places.top[bend]
        steps.append(f"H{x}")
    steps.append(curve(x, y, places.left[way.target], places.top[way.target] + ARRIVES_AT))
    return "".join(steps)


def curve(x: int, y: int, to_x: int, to_y: int) -> str:
    bow = max(40, abs(to_x - x) // 2)
    return f"C{x + bow} {y} {to_x - bow} {to_y} {to_x} {to_y}"


def boxes(graph: Graph, places: Places) -> Iterator[str]:
    for card, box, x, y in zip(graph.cards, places.boxes, places.left, places.top, strict=False):
        if card.address:
            # By keyboard, pages are reached from the outline: a hundred stops in a picture are too many.
            yield f'<a href="{make_safe(card.address)}" tabindex="-1">'
        yield f'<g class="{classes(card)}" data-key="{make_safe(card.key)}">'
        yield f"<title>{make_safe(f'{card.heading} ({card.key})')}</title>"
        yield f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{box.height}" rx="4"/>'
        yield from lines(box, x, y)
        yield "</g></a>" if card.address else "</g>"


def classes(card: Card) -> str:
    names = ["tree-box", f"tree-{card.kind}"]
    if card.band is not None:
        names.append(f"tree-band-{card.band}")
    if card.faults:
        names.append("tree-faulty")
    return " ".join(names)


def lines(box: Box, x: int, y: int) -> Iterator[str]:
    style = ""
    for line in box.lines:
        if line.style == "option" and style != "option":
            at = y + line.baseline - 16
            yield f'<path class="tree-rule" d="M{x} {at}h{WIDTH}"/>'
        style = line.style
        yield f'<text class="tree-{style}" x="{x + PADDING}" y="{y + line.baseline}">{make_safe(line.words)}</text>'
