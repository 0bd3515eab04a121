from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)


class Part(Generic[Row]):
    """Rows of a model that know some of their columns, made without its signals. The rest is read when it is asked for.

    `columns` is what follows RETURNING.
    """

    def __init__(self, model: type[Row], *names: str) -> None:
        self.model = model
        self.fields: list[Any] = [model._meta.get_field(name) for name in names]
        self.names = [field.attname for field in self.fields]
        self.steps: dict[str, list[tuple[int, Any, Any]]] = {}

    def columns(self, connection: BaseDatabaseWrapper) -> str:
        return ", ".join(connection.ops.quote_name(field.column) for field in self.fields)

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        steps = self.steps.get(connection.vendor) or self.write(connection)
        return [self.row(list(columns), steps, connection) for columns in found]

    def row(self, values: list[Any], steps: list[tuple[int, Any, Any]], connection: BaseDatabaseWrapper) -> Row:
        for place, step, expression in steps:
            values[place] = step(values[place], expression, connection)
        row = self.model.__new__(self.model)
        row._state = state = ModelState()
        state.adding, state.db = False, connection.alias
        row.__dict__.update(zip(self.names, values, strict=True))
        return row

    def write(self, connection: BaseDatabaseWrapper) -> list[tuple[int, Any, Any]]:
        """What each column goes through, as in a queryset."""
        written = []
        for place, field in enumerate(self.fields):
            expression = field.get_col(self.model._meta.db_table)
            for step in (*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection)):
                written.append((place, step, expression))
        self.steps[connection.vendor] = written
        return written
