"""The rows of a register file, checked one at a time."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from repairs.homes.columns import OPTIONAL, READERS, RowError, clean, read_uprn, read_values
from repairs.homes.text_lines import TextLines, UnusableFileError

CSV_REASONS = {
    "unexpected end of data": "a quotation mark is opened and never closed",
    "field larger than field limit": "a field is too long: a quotation mark may not be closed",
    "expected after": "a quotation mark stands inside a field",
    "new-line character": "a line break stands inside a field",
}


@dataclass(frozen=True, slots=True)
class GoodRow:
    line: int
    values: dict[str, Any]

    @property
    def uprn(self) -> str:
        return str(self.values["uprn"])


@dataclass(frozen=True, slots=True)
class BadRow:
    """`uprn` is None when the row is too broken to say which home it is about."""

    line: int
    reason: str
    uprn: str | None = None


class RegisterRows:
    """Reads the header at once, or raises `UnusableFileError`; then gives each row, good or bad."""

    def __init__(self, lines: TextLines) -> None:
        self.lines = lines
        self.reader = csv.reader(lines, strict=True)
        self.columns = self._read_header()

    def _read_header(self) -> list[str]:
        try:
            names = next(self.reader, [])
        except csv.Error as error:
            raise UnusableFileError(f"The first line cannot be read: {say(error)}.") from error
        columns = [name.strip().lower().replace(" ", "_").replace("-", "_") for name in names]
        refuse_wrong_columns(columns)
        return columns

    def __iter__(self) -> Iterator[GoodRow | BadRow]:
        while True:
            line = self.lines.number + 1
            try:
                fields = next(self.reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield BadRow(line, say(error))
            else:
                if any(field.strip() for field in fields):
                    yield self._check(line, fields)

    def _check(self, line: int, fields: list[str]) -> GoodRow | BadRow:
        try:
            if len(fields) != len(self.columns):
                raise RowError(f"has {len(fields)} fields where the first line has {len(self.columns)}")
            return GoodRow(line, read_values(dict(zip(self.columns, fields, strict=True))))
        except RowError as error:
            return BadRow(line, str(error), self._uprn_if_readable(fields))

    def _uprn_if_readable(self, fields: list[str]) -> str | None:
        try:
            return read_uprn(clean(fields[self.columns.index("uprn")]))
        except (ValueError, IndexError):
            return None


def refuse_wrong_columns(columns: list[str]) -> None:
    if not any(columns):
        raise UnusableFileError("The first line is empty. It must name the columns.")
    wrong = {
        "is missing": sorted(READERS.keys() - OPTIONAL - set(columns)),
        "is not known": sorted({name[:60] for name in columns} - READERS.keys()),
        "is there twice": sorted({name for name in columns if name in READERS and columns.count(name) > 1}),
    }
    problems = [f"column {name!r} {problem}" for problem, names in wrong.items() for name in names[:20]]
    if problems:
        raise UnusableFileError(f"The first line must name the columns: {'; '.join(problems)}.")


def say(error: csv.Error) -> str:
    return next((reason for sign, reason in CSV_REASONS.items() if sign in str(error)), str(error))
