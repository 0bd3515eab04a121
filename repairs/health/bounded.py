"""Reading for a monitor: never for longer than it waits for us."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

MOST_MILLISECONDS = 3000


@contextmanager
def bounded() -> Iterator[None]:
    """PostgreSQL stops a query that takes too long. SQLite is in this process, and its reads wait for nobody."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(MOST_MILLISECONDS)])
        yield
