"""A table that goes with a statement: an array for each column where the database knows arrays, otherwise VALUES.

An array is one parameter, however many rows there are, so that the statement is always the same few words.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField

GivenColumn = tuple["Field[Any, Any]", Sequence[Any]]


def given_table(columns: Sequence[GivenColumn], connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
    """What follows FROM, and its parameters. It is called `given`, and its columns `column1`, `column2` and so on."""
    if connection.vendor == "postgresql":
        arrays = ", ".join(f"%s::{array_type(field, connection)}" for field, _ in columns)
        names = ", ".join(f"column{number}" for number in range(1, len(columns) + 1))
        return f"unnest({arrays}) AS given ({names})", [array_of(field, values) for field, values in columns]
    adapted = [[field.get_db_prep_save(value, connection) for value in values] for field, values in columns]
    rows = list(zip(*adapted, strict=True))
    row = f"({', '.join(['%s'] * len(columns))})"
    return f"(VALUES {', '.join([row] * len(rows))}) AS given", [value for one in rows for value in one]


def numbered(ids: Iterable[int], connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
    """What follows a column to say that it is one of these whole numbers, and its parameters."""
    if connection.vendor == "postgresql":
        return "= ANY (%s::bigint[])", [f"{{{','.join(map(str, ids))}}}"]
    return f"IN ({', '.join(str(int(one)) for one in ids)})", []


def array_type(field: "Field[Any, Any]", connection: BaseDatabaseWrapper) -> str:
    """Without its length: a cast would cut what is too long, where the column refuses it."""
    return f"{str(field.db_type(connection)).partition('(')[0]}[]"


def array_of(field: "Field[Any, Any]", values: Sequence[Any]) -> str:
    if isinstance(field, JSONField):
        values = [json.dumps(value, cls=field.encoder) for value in values]
    return f"{{{','.join([element(value) for value in values])}}}"


def element(value: Any) -> str:
    if type(value) is int:
        return str(value)
    if value is None:
        return "NULL"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
