"""A council's own colour, as the custom properties of GOV.UK Frontend. Its policy allows no inline styles."""

import re
from functools import lru_cache

from repairs.integrity import integrity_of

VERSION = re.compile(r"[0-9a-f]{6}")
WHITE = (255, 255, 255)
BLACK = (0, 0, 0)


def brand_css(colour: str) -> str:
    """Colours for links, borders and backgrounds that go with `colour`, which is written as #0b5d5e."""
    properties = {
        "brand": colour,
        "link": colour,
        "link-hover": mixed(colour, BLACK, 0.45),
        "surface-background": mixed(colour, WHITE, 0.95),
        "surface-border": mixed(colour, WHITE, 0.5),
        "template-background": mixed(colour, WHITE, 0.95),
    }
    return ":root{" + ";".join(f"--govuk-{name}-colour:{value}" for name, value in properties.items()) + "}\n"


def mixed(colour: str, other: tuple[int, int, int], share: float) -> str:
    """`colour` with that share of `other` in it."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    blended = [round(part + (goal - part) * share) for part, goal in zip(parts, other, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in blended)


def brand_version(colour: str) -> str:
    """Makes the address of the style sheet change with the colour."""
    return colour.removeprefix("#").lower()


def colour_of(version: str) -> str | None:
    """The colour that an address of the style sheet names."""
    return f"#{version}" if VERSION.fullmatch(version) else None


@lru_cache(maxsize=8)
def brand_integrity(colour: str) -> str:
    """What a browser checks the style sheet of that colour against."""
    return integrity_of(brand_css(f"#{brand_version(colour)}").encode())
