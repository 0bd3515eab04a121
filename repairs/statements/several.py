"""Many rows in one statement, each with values of its own, without a model made for any of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from repairs.statements.given import given_table, numbered
from repairs.statements.kept import kept_cursor

Columns = Mapping[str, Sequence[Any]]
"""What goes into each column, row by row."""

# COALESCE keeps the planner from guessing: usually no row is leased, so it would expect none, and look through all that
# is given for each that it finds.
OF_CLAIM = '"id" = given.column1 AND "attempts" = given.column2 AND COALESCE("lease_until" IS NOT NULL, FALSE)'


class Table:
    """`FROM` what is given, and what stands for each column: a place in it, or the one value that all rows have."""

    def __init__(self, model: type[Model], keys: Mapping[str, Sequence[int]], columns: Columns) -> None:
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.name = self.connection.ops.quote_name(model._meta.db_table)
        self.params: list[Any] = []
        self.written: dict[str, str] = {}
        table: list[tuple[Any, Sequence[Any]]] = [(model._meta.get_field(name), given) for name, given in keys.items()]
        for name, values in columns.items():
            field: Any = model._meta.get_field(name)
            first, column = values[0], self.connection.ops.quote_name(field.column)
            if values.count(first) == len(values):
                self.written[column] = "%s"
                self.params.append(field.get_db_prep_save(first, self.connection))
            else:
                table.append((field, values))
                self.written[column] = f"given.column{len(table)}"
        self.given, params = given_table(table, self.connection)
        self.params += params


def add_several(model: type[Model], by: str, ids: Sequence[int], columns: Columns) -> None:
    """New rows, without their signals. `by` is the column that `ids` go to. What is left out is the database's."""
    table = Table(model, {by: ids}, columns)
    field: Any = model._meta.get_field(by)
    names = ", ".join([table.connection.ops.quote_name(field.column), *table.written])
    places = ", ".join(["given.column1", *table.written.values()])
    with kept_cursor(table.connection) as cursor:
        cursor.execute(
            f"INSERT INTO {table.name} ({names}) SELECT {places} FROM {table.given}",  # noqa: S608 the names are Django's, the rest whole numbers
            table.params,
        )


def change_several(model: type[Model], claims: Sequence[tuple[int, int]], columns: Columns) -> set[int]:
    """The ids of those that were found: a claim is an id and its `attempts`, and its row is still leased."""
    ids = [pk for pk, _ in claims]
    table = Table(model, {"id": ids, "attempts": [attempts for _, attempts in claims]}, columns)
    to = ", ".join(f"{name} = {place}" for name, place in table.written.items())
    # Named once more, so that they are looked up by their index whatever the planner thinks of the table.
    among_these, named = numbered(ids, table.connection)
    with kept_cursor(table.connection) as cursor:
        cursor.execute(
            f"UPDATE {table.name} SET {to} FROM {table.given}"  # noqa: S608 the names are Django's
            f' WHERE "id" {among_these} AND {OF_CLAIM} RETURNING "id"',
            [*table.params, *named],
        )
        return {pk for (pk,) in cursor.fetchall()}
