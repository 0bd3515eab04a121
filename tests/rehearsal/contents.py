"""What is in a database and in a folder of photos, so that one can be held beside the other."""

import hashlib
from pathlib import Path
from typing import Any

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
CONTENT = """
    SELECT count(*), md5(coalesce(string_agg(row, '' ORDER BY row), ''))
    FROM (SELECT md5((to_jsonb(t) - {left_out})::text) AS row FROM "{table}" t) rows
"""
# `after_restore` changes something of those that wait.
OUTBOX = {"log_worksorder", "log_worksorderchange", "log_message", "log_planneralert"}


def contents(cursor: Any) -> dict[str, tuple[int, str]]:
    """Of each table the number of rows, and a hash of all that they hold."""
    cursor.execute(TABLES)
    tables = [name for (name,) in cursor.fetchall()]
    return {table: cursor.execute(CONTENT.format(table=table, left_out=left_out(table))).fetchone() for table in tables}


def left_out(table: str) -> str:
    """Columns that need not be the same."""
    if table in OUTBOX:
        return "ARRAY['outcome_unknown', 'lease_until', 'attempts']"
    # `migrate` gives groups their permissions anew.
    return "ARRAY['id']" if table == "auth_group_permissions" else "ARRAY[]::text[]"


def differences(before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]) -> list[str]:
    return [
        f"{table}: {before.get(table)} became {after.get(table)}"
        for table in sorted(before.keys() | after.keys())
        if before.get(table) != after.get(table)
    ]


def hashes(folder: Path) -> dict[str, str]:
    """Of each file below it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
