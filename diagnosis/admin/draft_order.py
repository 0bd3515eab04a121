"""The order of the pages of a draft, as numbers that staff change."""

from collections.abc import Mapping
from dataclasses import dataclass

from diagnosis.admin.draft_listings import KINDS
from diagnosis.models import DraftNode


@dataclass(frozen=True)
class PlaceLine:
    name: str
    heading: str
    typed: str
    error: str


@dataclass(frozen=True)
class PlaceGroup:
    kind: str
    label: str
    lines: list[PlaceLine]


def place_groups(pages: list[DraftNode], typed: Mapping[str, str] | None = None) -> list[PlaceGroup]:
    """With the numbers that were typed, where some were."""
    groups = []
    for kind, label in KINDS.items():
        mine = [page for page in pages if page.kind == kind]
        lines = [place_line(page, number, typed) for number, page in enumerate(mine, start=1)]
        groups.append(PlaceGroup(kind, label, lines))
    return [group for group in groups if group.lines]


def place_line(page: DraftNode, number: int, typed: Mapping[str, str] | None) -> PlaceLine:
    name = f"place-{page.pk}"
    text = str(number) if typed is None else typed.get(name, "")
    wrong = typed is not None and read_place(text) is None
    return PlaceLine(name, page.heading or page.key, text, "Enter a whole number from 0 to 9999." if wrong else "")


def read_place(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def read_places(pages: list[DraftNode], typed: Mapping[str, str]) -> dict[int, int] | None:
    """None where one of them is no number."""
    places = {page.pk: read_place(typed.get(f"place-{page.pk}", "")) for page in pages}
    known = {page: place for page, place in places.items() if place is not None}
    return known if len(known) == len(places) else None
