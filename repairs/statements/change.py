from collections.abc import Callable
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery

from repairs.statements.gap import Filled, gaps_of
from repairs.statements.kept import kept_cursor


class Change:
    """An UPDATE with gaps: what `rows().update(**to())` does."""

    def __init__(self, rows: Callable[[], QuerySet[Any]], to: Callable[[], dict[str, Any]]) -> None:
        self.rows = rows
        self.to = to
        self.written: dict[str, tuple[str, Filled]] = {}

    def run(self, **values: Any) -> int:
        """How many rows it found."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql, filled = self.written.get(connection.vendor) or self.write(connection)
        with kept_cursor(connection) as cursor:
            cursor.execute(sql, filled(values, connection))
            return int(cursor.rowcount)

    def write(self, connection: BaseDatabaseWrapper) -> tuple[str, Filled]:
        query = cast(UpdateQuery, self.rows().query.chain(UpdateQuery))
        query.add_update_values(self.to())
        sql, params = query.get_compiler(connection=connection).as_sql()
        self.written[connection.vendor] = sql, gaps_of(params)
        return self.written[connection.vendor]
