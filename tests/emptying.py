"""How tables are emptied after a test that commits.

Django truncates all of them. PostgreSQL makes new files for each, some hundred, and few hold a row.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection


def empty_what_is_filled(style: Any, tables: Sequence[str], **_: bool) -> list[str]:
    """The statements for `flush`, in any order: foreign keys are checked when the transaction ends."""
    quoted = [connection.ops.quote_name(table) for table in tables]
    asked = " UNION ALL ".join(f"SELECT {n} WHERE EXISTS (SELECT FROM {name})" for n, name in enumerate(quoted))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [f"DELETE FROM {quoted[n]}" for (n,) in cursor.fetchall()]  # noqa: S608
