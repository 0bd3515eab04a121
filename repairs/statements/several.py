"""Many rows in one statement, each with values of its own, without a model made for any of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

Columns = Mapping[str, Sequence[Any]]
"""What goes into each column, row by row. A whole number is written into the statement, as that costs least."""

OF_CLAIM = '"id" = given.column1 AND "attempts" = given.column2 AND "lease_until" IS NOT NULL'


class Table:
    """`FROM (VALUES ...)`, and what stands for each column: a place in it, or the one value that all rows have."""

    def __init__(self, model: type[Model], keys: Sequence[Sequence[int]], columns: Columns) -> None:
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.name = self.connection.ops.quote_name(model._meta.db_table)
        self.params: list[Any] = []
        self.written: dict[str, str] = {}
        table: list[list[Any]] = [list(key) for key in keys]
        for name, values in columns.items():
            field: Any = model._meta.get_field(name)
            first, column = values[0], self.connection.ops.quote_name(field.column)
            if all(value is first or value == first for value in values):
                self.written[column] = "%s"
                self.params.append(field.get_db_prep_save(first, self.connection))
                continue
            adapt = field.get_db_prep_save
            adapted = (
                values if all(type(value) is int for value in values) else [adapt(v, self.connection) for v in values]
            )
            for row, value in zip(table, adapted, strict=True):
                row.append(value)
            self.written[column] = f"given.column{len(table[0])}"
        self.params += [value for row in table for value in row if type(value) is not int]
        rows = (f"({', '.join(str(v) if type(v) is int else '%s' for v in row)})" for row in table)
        self.values = f"(VALUES {', '.join(rows)})"


def add_several(model: type[Model], by: str, ids: Sequence[int], columns: Columns) -> None:
    """New rows, without their signals. `by` is the column that `ids` go to. What is left out is the database's."""
    table = Table(model, [[one] for one in ids], columns)
    field: Any = model._meta.get_field(by)
    names = ", ".join([table.connection.ops.quote_name(field.column), *table.written])
    places = ", ".join(["given.column1", *table.written.values()])
    with table.connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table.name} ({names}) SELECT {places} FROM {table.values} AS given",  # noqa: S608 the names are Django's, the rest whole numbers
            table.params,
        )


def change_several(model: type[Model], claims: Sequence[tuple[int, int]], columns: Columns) -> set[int]:
    """The ids of those that were found: a claim is an id and its `attempts`, and its row is still leased."""
    table = Table(model, claims, columns)
    to = ", ".join(f"{name} = {place}" for name, place in table.written.items())
    # Named once more, so that they are looked up by their index whatever the planner thinks of the table.
    these = ", ".join(str(int(pk)) for pk, _ in claims)
    with table.connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table.name} SET {to} FROM {table.values} AS given"  # noqa: S608 the names are Django's, the rest whole numbers
            f' WHERE "id" IN ({these}) AND {OF_CLAIM} RETURNING "id"',
            table.params,
        )
        return {pk for (pk,) in cursor.fetchall()}
