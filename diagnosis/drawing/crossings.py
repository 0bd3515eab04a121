"""The order within each column: everything near what it is joined to, so that few ways cross."""

from collections import defaultdict

from diagnosis.drawing.routes import Link, Routes

PASSES = 8


def order_columns(routes: Routes, rows: list[int]) -> None:
    """`rows` says of each item how many ways leave it."""
    into: defaultdict[int, list[Link]] = defaultdict(list)
    out_of: defaultdict[int, list[Link]] = defaultdict(list)
    for link in routes.links:
        into[link.right].append(link)
        out_of[link.left].append(link)
    places = {item: float(place) for column in routes.columns for place, item in enumerate(column)}
    for _ in range(PASSES):
        for column in reversed(routes.columns):
            order_column(column, {item: [places[way.right] for way in out_of[item]] for item in column}, places)
        for column in routes.columns:
            order_column(
                column,
                {item: [places[way.left] + way.row / rows[way.left] for way in into[item]] for item in column},
                places,
            )


def order_column(column: list[int], near: dict[int, list[float]], places: dict[int, float]) -> None:
    """What is joined to nothing on that side stays where it is."""
    wanted = {item: sum(near[item]) / len(near[item]) if near[item] else places[item] for item in column}
    column.sort(key=lambda item: wanted[item])
    for place, item in enumerate(column):
        places[item] = float(place)
