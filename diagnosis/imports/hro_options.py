"""Housing Repairs Online's newer file: a list of options with what is shown, and below each more options or a code."""

from typing import Any

from diagnosis.documents import TreeRefused
from diagnosis.imports.choices import Choice, grow
from diagnosis.imports.fields import Fields
from diagnosis.imports.sketch import Sketch
from diagnosis.imports.words import words_of

KNOWN = ("value", "display", "sorCode", "priority", "options")


def looks_like(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) and {"value", "display"} & one.keys() for one in value)


def read(value: Any, sketch: Sketch) -> str:
    """The key of the first page."""
    return grow(sketch, choices_of(value, sketch, "Option"))


def choices_of(options: Any, sketch: Sketch, place: str) -> tuple[Choice, ...]:
    if not isinstance(options, list):
        raise TreeRefused.because(f"{place}: the options must be a list, between square brackets.")
    return tuple(choice_of(one, sketch, f"{place} {number}") for number, one in enumerate(options, start=1))


def choice_of(option: Any, sketch: Sketch, place: str) -> Choice:
    fields = Fields(option, place)
    for name in fields.others(KNOWN):
        sketch.note(f"“{name}” of the file was not read.")
    shown, name = fields.text("display"), fields.text("value")
    if not (shown or name):
        raise TreeRefused.because(f"{place}: it has neither a value nor words to display.")
    if not shown:
        sketch.note(f"“{name}” has no words in the file. They were made from its name.")
    return Choice(
        name=name or shown,
        text=shown or words_of(name) or name,
        code=fields.text("sorCode"),
        said=fields.text("priority"),
        options=choices_of(option.get("options") or [], sketch, f"{place},"),
    )
