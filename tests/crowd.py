"""Many at once, on the engine that the tests run on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

AT_ONCE = 10

Answer = TypeVar("Answer")


class Crowd:
    """Runs each call in a thread with a database connection of its own."""

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        self.threads = ThreadPoolExecutor(AT_ONCE)

    def run(self, calls: list[Callable[[], Answer]]) -> list[Answer]:
        if connection.vendor == "sqlite":
            self.copy.unlink(missing_ok=True)
            connection.cursor().execute("VACUUM INTO %s", [str(self.copy)])
            # The first to open a copy makes it one that readers and writers can share, which nobody else may do then.
            self.look(lambda: connections["default"].ensure_connection())
        return [future.result() for future in [self.threads.submit(self.call, call) for call in calls]]

    def look(self, call: Callable[[], Answer]) -> Answer:
        """What the crowd left behind, where it met."""
        return self.threads.submit(partial(self.call, call)).result()

    def call(self, call: Callable[[], Answer]) -> Answer:
        # The test database of SQLite is in memory, where writers fail instead of waiting: the crowd meets on a copy.
        if connection.vendor == "sqlite":
            connections["default"] = DatabaseWrapper({**connection.settings_dict, "NAME": str(self.copy)}, "default")
        try:
            return call()
        finally:
            connections["default"].close()
