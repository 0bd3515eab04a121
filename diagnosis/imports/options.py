"""The options of a page in the making."""

from typing import Any

from diagnosis.imports.exits import call_back
from diagnosis.imports.new_keys import NewKeys
from diagnosis.imports.sketch import Sketch
from diagnosis.imports.words import NOT_SURE, SOMETHING_ELSE, says
from diagnosis.keys import make_key

ADDED = (
    "Questions had no option for people who are not sure. “I am not sure” was added to each of them, and leads to a "
    "call back. Lead people on where you can."
)


class Options:
    """In the order in which they are added, which is kept."""

    def __init__(self, sketch: Sketch, page: str) -> None:
        self.sketch, self.page = sketch, page
        self.keys = NewKeys()
        self.made: dict[str, dict[str, Any]] = {}

    def add(self, name: str, text: str, next: str, *, repeats: bool = False) -> None:
        """`repeats` tells that the name of the file may be that of several."""
        plain = make_key(name, (), otherwise="option")
        key = self.keys.give(name, otherwise="option")
        if key != plain and not repeats:
            self.sketch.note(f"More than one option had the key “{plain}”. One is “{key}” now.", self.page, key)
        marks = {"not_sure": says(text, NOT_SURE), "something_else": says(text, SOMETHING_ELSE)}
        self.made[key] = {"key": key, "text": text, "next": next, **marks}

    def finish(self) -> list[dict[str, Any]]:
        if not any(option["not_sure"] for option in self.made.values()):
            self.sketch.note(ADDED)
            self.add("not-sure", "I am not sure", call_back(self.sketch), repeats=True)
            self.made[next(reversed(self.made))]["not_sure"] = True
        return list(self.made.values())
