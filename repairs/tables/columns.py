"""What a column of a table may hold. A reader returns the value, or raises ValueError: why not."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from repairs.staff.words import say_value
from repairs.tables.csv_file import shorten

Reader = Callable[[str], Any]
WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
POUNDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")


@dataclass(frozen=True)
class Column:
    name: str
    """As the first line of a file names it."""
    read: Reader
    hint: str = ""
    """What it holds, for whoever makes the file."""
    label: str = ""
    """As people say it, where that is not its name."""
    say: Callable[[Any], str] = say_value
    field: str = ""
    """Where the database finds it, where that is not its name: trade__code."""

    @property
    def said(self) -> str:
        return self.label or self.name

    @property
    def path(self) -> str:
        return self.field or self.name


def text(longest: int, *, may_be_empty: bool = False) -> Reader:
    def read(value: str) -> str:
        if not (value or may_be_empty):
            raise ValueError("is empty")
        if len(value) > longest:
            raise ValueError(f"is longer than {longest} characters")
        return value

    return read


def code(pattern: re.Pattern[str], longest: int, made_of: str) -> Reader:
    filled = text(longest)

    def read(value: str) -> str:
        if not pattern.fullmatch(filled(value)):
            raise ValueError(f"{in_quotes(value)} must be made of {made_of}")
        return value

    return read


def whole_number(least: int, most: int) -> Reader:
    def read(value: str) -> int:
        if not (WHOLE_NUMBER.fullmatch(value) and least <= int(value) <= most):
            raise ValueError(f"{in_quotes(value)} is not a whole number from {least} to {most}")
        return int(value)

    return read


def pounds(most: Decimal) -> Reader:
    def read(value: str) -> Decimal:
        if not (POUNDS.fullmatch(value) and Decimal(value) <= most):
            raise ValueError(f"{in_quotes(value)} is not an amount from 0 to {most}, such as 72.50")
        return Decimal(value).quantize(Decimal("0.01"))

    return read


def one_of(known: Collection[str], table: str) -> Reader:
    def read(value: str) -> str:
        if value not in known:
            raise ValueError(f"{in_quotes(value)} is not in the table of {table}. Add it there first")
        return value

    return read


def say_plain(value: Any) -> str:
    return str(value)


def say_pounds(value: Decimal) -> str:
    return f"£{value:,.2f}"


def in_quotes(value: str) -> str:
    return f"“{shorten(value)}”"
