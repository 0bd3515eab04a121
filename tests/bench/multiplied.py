"""Many rows like a few, written by PostgreSQL itself: a table as large as after years, in seconds."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Model


def multiply(model: type[Model], times: int, apart: int, differs: Mapping[str, str]) -> None:
    """`times` copies of each row that is there. Keys of the n-th copy are `apart` times n higher.

    `differs` says in SQL, for a column, what stands there in the n-th copy.
    """
    columns = [field.column for field in model._meta.concrete_fields]
    said = {"id": f'"id" + n * {apart}', **differs}
    table = f'"{model._meta.db_table}"'
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(said.get(str(column), f'"{column}"') for column in columns)
    run(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(1, {times}) AS n")  # noqa: S608


def run(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []
