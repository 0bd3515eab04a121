import select
from typing import Any

from django.db.backends.postgresql import base

SAID_OR_CLOSED = select.POLLIN | select.POLLERR | select.POLLHUP | select.POLLNVAL


class DatabaseWrapper(base.DatabaseWrapper):
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
