"""How a file differs from a table, in words."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from repairs.staff.words import say_change, say_list
from repairs.tables.columns import Column

Values = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A row that is new or has changed: its code, and what that means field by field."""

    code: str
    text: str


@dataclass(frozen=True)
class Kept:
    """A row that is not in the file, and who uses it."""

    code: str
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    added: tuple[Line, ...] = ()
    changed: tuple[Line, ...] = ()
    kept: tuple[Kept, ...] = ()
    same: int = 0

    @property
    def changes(self) -> int:
        return len(self.added) + len(self.changed)

    @property
    def counts(self) -> str:
        return (
            f"{len(self.added):,} new, {len(self.changed):,} changed, {self.same:,} the same,"
            f" {len(self.kept):,} not in the file."
        )

    @property
    def fingerprint(self) -> str:
        """The same as long as importing would do the same."""
        told = "\n".join(f"{line.code} {line.text}" for line in (*self.added, Line("", ""), *self.changed))
        return hashlib.sha256(told.encode()).hexdigest()


def compare(
    columns: Sequence[Column],
    file: Mapping[str, Values],
    stored: Mapping[str, Values],
    uses: Mapping[str, Sequence[str]],
) -> Comparison:
    """Rows that are not in the file are kept: diagnoses may need them."""
    changed = [code for code, values in file.items() if code in stored and values != stored[code]]
    return Comparison(
        added=tuple(Line(code, say_new(columns, file[code])) for code in file if code not in stored),
        changed=tuple(Line(code, say_changes(columns, stored[code], file[code])) for code in changed),
        kept=tuple(Kept(code, tuple(uses.get(code, ()))) for code in stored if code not in file),
        same=sum(code in stored for code in file) - len(changed),
    )


def say_new(columns: Sequence[Column], values: Values) -> str:
    return say_list([f"{one.said} {one.say(values[one.name])}" for one in columns[1:] if values[one.name] != ""])


def say_changes(columns: Sequence[Column], old: Values, new: Values) -> str:
    return say_list(
        [
            say_change(one.said, one.say(old[one.name]), one.say(new[one.name]))
            for one in columns
            if old[one.name] != new[one.name]
        ]
    )
