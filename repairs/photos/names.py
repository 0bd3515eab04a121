"""File names as people may be shown them."""

import re
import unicodedata

LONGEST = 60
KEPT_AT_THE_END = 12
NAMELESS = "This file"


def clean_name(name: str | None) -> str:
    """The name without its folders, without characters that hide or turn text round, and at most 60 long."""
    last = re.split(r"[/\\]", name or "")[-1]
    shown = " ".join(without_hidden_characters(unicodedata.normalize("NFC", last)).split())
    return shorten(shown) if shown.strip(". ") else NAMELESS


def without_hidden_characters(text: str) -> str:
    """Drops controls, marks that turn text round, and characters that no font shows. Line ends become spaces."""
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or not unicodedata.category(character).startswith("C")
    )


def shorten(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - KEPT_AT_THE_END - 1].rstrip()}…{name[-KEPT_AT_THE_END:].lstrip()}"
