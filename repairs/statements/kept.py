from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper


def kept_cursor(connection: BaseDatabaseWrapper) -> CursorWrapper:
    """For statements that are run again and again: PostgreSQL keeps how it reads and plans them."""
    kept = getattr(connection, "kept_cursor", connection.cursor)
    return kept()
