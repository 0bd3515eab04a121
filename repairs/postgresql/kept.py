"""Statements that PostgreSQL reads and plans once for each connection, and runs with other values after that.

Django writes the values into its statements, so that each is planned anew, which takes PostgreSQL longer than to run
it: some of ours join ten tables.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Cursor

from repairs.postgresql import BETWEEN

Kept = Cursor[Any]


class SeveralKept(Cursor[Any]):
    """Takes statements with BETWEEN between them, and the values of each. `nextset` goes on to the rows of the next."""

    def execute(self, query: Any, params: Sequence[Sequence[Any]], **how: Any) -> "SeveralKept":  # type: ignore[override]
        self.each = [Cursor(self.connection) for _ in params]
        with self.connection.pipeline():
            for cursor, statement, values in zip(self.each, query.split(BETWEEN), params, strict=True):
                cursor.execute(statement, values, **how)
        return self

    def fetchall(self) -> list[Any]:
        return self.each[0].fetchall()

    def nextset(self) -> bool | None:
        del self.each[0]
        return True if self.each else None
