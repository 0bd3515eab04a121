"""How large each card's box is, and which line of words stands where in it."""

from dataclasses import dataclass
from typing import Literal

from diagnosis.drawing.graph import Card
from diagnosis.drawing.words import break_lines

WIDTH = 250
PADDING = 10
LINE = 17
FONT = 13
EMS = (WIDTH - 2 * PADDING) / FONT
MOST_LINES = 6
OPTION_GAP = 6
ARRIVES_AT = 20
"""How far below its top a way comes into a box."""

Style = Literal["label", "heading", "option", "fault"]


@dataclass(frozen=True)
class Line:
    style: Style
    words: str
    baseline: int


@dataclass(frozen=True)
class Box:
    height: int
    lines: tuple[Line, ...]
    ports: tuple[int, ...]
    """How far below its top the way of each option leaves the box."""


def fill_box(card: Card) -> Box:
    filling = Filling()
    filling.add("label", card.label)
    filling.add("heading", card.heading or card.key)
    for fault in card.faults:
        filling.add("fault", f"To put right: {fault}")
    ports = []
    for option in card.options:
        filling.height += OPTION_GAP
        top = filling.height
        filling.add("option", option)
        ports.append((top + filling.height) // 2)
    return Box(filling.height + PADDING, tuple(filling.lines), tuple(ports))


class Filling:
    """A box that is being filled from its top."""

    def __init__(self) -> None:
        self.height = PADDING
        self.lines: list[Line] = []

    def add(self, style: Style, words: str) -> None:
        # Headings are bold, so fewer letters fit.
        for line in break_lines(words, EMS * (0.93 if style in ("heading", "fault") else 1), MOST_LINES) or [""]:
            self.lines.append(Line(style, line, self.height + FONT))
            self.height += LINE
