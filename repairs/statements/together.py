from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from repairs.postgresql import BETWEEN
from repairs.statements.read import Read


class Together:
    """Several SELECTs in one trip to the database. Where it takes only one at a time, they follow one another."""

    def __init__(self, *reads: Read[Any]) -> None:
        self.reads = reads

    def all(self, **values: Any) -> list[list[Any]]:
        """The rows of each. A value fills the gaps of its name in all of them."""
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor != "postgresql":
            return [read.all(**values) for read in self.reads]
        return self.in_one_trip(values, connection)

    def in_one_trip(self, values: dict[str, Any], connection: Any) -> list[list[Any]]:
        written = [read.on(connection) for read in self.reads]
        params = [filled(values, connection) for _, filled, _ in written]
        answer = []
        with connection.several_kept_cursor() as cursor:
            cursor.execute(BETWEEN.join(sql for sql, _, _ in written), params)
            for _, _, made in written:
                answer.append([made(columns, connection) for columns in cursor.fetchall()])
                cursor.nextset()
        return answer
