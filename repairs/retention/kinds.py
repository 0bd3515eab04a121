"""What the tables of this package say of a field: whether it is about a person, and when it is forgotten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Stage(Enum):
    DETAILS = "details"
    """How to reach them, who is in, photos: some months after the repair is closed."""
    RECORD = "record"
    """All else: some years after the end of the year in which it is closed."""


class Stays(Enum):
    """Why a field is kept."""

    IMPERSONAL = "says nothing about a person"
    KEY = "a key that opens or names something, and says nothing by itself"
    STAFF = "about staff, as long as what they did is kept"
    REGISTER = "in the register of homes, as long as the housing system's file has it"


@dataclass(frozen=True)
class Goes:
    """`leaves` is what stands there afterwards, or makes it from the row."""

    when: Stage
    leaves: Any = ""

    @property
    def is_made(self) -> bool:
        return callable(self.leaves)


@dataclass(frozen=True)
class GoesBy:
    """One of the steps of `repairs.retention.steps` erases it, or its row."""

    step: str


Fate = Stays | Goes | GoesBy


@dataclass(frozen=True)
class Table:
    """`repair` is how its rows lead to a repair: then it says what is forgotten with it, and a person's copy has it."""

    fields: Mapping[str, Fate] = field(default_factory=dict)
    repair: str = ""
    deleted_with: Stage | None = None


def fields(fate: Fate, names: str) -> dict[str, Fate]:
    return dict.fromkeys(names.split(), fate)


Maker = Callable[[Any], Any]
