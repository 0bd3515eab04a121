import select
from collections.abc import Callable
from typing import Any, cast

from django.db.backends.postgresql import base, operations
from django.db.backends.utils import CursorWrapper

from repairs.postgresql.kept import Kept, SeveralKept

SAID_OR_CLOSED = select.POLLIN | select.POLLERR | select.POLLHUP | select.POLLNVAL


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        """A statement that is kept has its values apart, and is told without them."""
        return super().last_executed_query(cursor, sql, params) or str(sql)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations

    def is_usable(self) -> bool:
        """Before the first question of each request. A database that went away has closed the connection.

        Its end of the connection then has something to read, which costs no trip to see. That may also be a notice of
        a database which is well, so then it is asked.
        """
        connection: Any = self.connection
        if connection is None or connection.closed:
            return False
        looked = select.poll()
        looked.register(connection.fileno(), SAID_OR_CLOSED)
        return not looked.poll(0) or super().is_usable()

    def kept_cursor(self) -> CursorWrapper:
        """For a statement whose words are always the same."""
        return self.cursor_of(Kept)

    def several_kept_cursor(self) -> CursorWrapper:
        """For some of them in one trip."""
        return self.cursor_of(SeveralKept)

    def cursor_of(self, kind: Callable[[Any], Any]) -> CursorWrapper:
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            cursor: CursorWrapper = cast(Any, self)._prepare_cursor(kind(self.connection))
        return cursor
