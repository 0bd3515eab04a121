"""Values of rows as people read them in what was changed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

ARROW = "→"
LONGEST = 300


def say_value(value: Any) -> str:
    """Text stands between quotes, and what is empty says so."""
    if value is None or value in ("", [], ()):
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%-d %B %Y at %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, list | tuple | set):
        return ", ".join(str(one) for one in value)
    return quote(str(value))


def quote(text: str) -> str:
    line = ", ".join(text.split("\n")) if "\n" in text else text
    return f"“{line[:LONGEST]}…”" if len(line) > LONGEST else f"“{line}”"


def say_change(label: str, old: str, new: str) -> str:
    return f"{label} {old} {ARROW} {new}"


def say_fields(fields: Mapping[str, str]) -> str:
    """What a new row, or one that was deleted, holds."""
    return say_list([f"{label} {value}" for label, value in fields.items()])


def say_list(parts: Sequence[str]) -> str:
    return ", ".join(parts)
