"""Housing Repairs Online's older file: names within names, and at the end of each way a SoR code."""

from typing import Any

from diagnosis.documents import TreeRefused
from diagnosis.imports.choices import EXITS, Choice, grow
from diagnosis.imports.sketch import Sketch
from diagnosis.imports.words import words_of

NAMES = "The file has names such as “{}” instead of words. They were made into words. Read each of them."


def looks_like(value: Any) -> bool:
    return isinstance(value, dict) and any(isinstance(below, str | dict) for below in value.values())


def read(value: Any, sketch: Sketch) -> str:
    """The key of the first page."""
    if name := next((name for name in names_in(value) if words_of(name).casefold() != name.casefold()), ""):
        sketch.note(NAMES.format(name))
    return grow(sketch, [choice_of(name, below, name) for name, below in value.items()])


def choice_of(name: str, below: Any, place: str) -> Choice:
    text = words_of(name) or name
    if isinstance(below, str):
        return Choice(name, text, code=below.strip())
    if isinstance(below, dict):
        return Choice(name, text, options=tuple(choice_of(one, its, f"{place}, {one}") for one, its in below.items()))
    raise TreeRefused.because(f"{place}: there must be a SoR code between quotes, or names and codes between braces.")


def names_in(value: dict[str, Any]) -> list[str]:
    names = []
    for name, below in value.items():
        names += [name, *(names_in(below) if isinstance(below, dict) else [])]
    return [name for name in names if name not in EXITS]
