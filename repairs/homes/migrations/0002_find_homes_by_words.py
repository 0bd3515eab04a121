from typing import Any

from django.db import migrations

NAME = "homes_by_words"
# As `repairs.homes.search.IndexedWords` writes it, or PostgreSQL does not see that it may use it.
WORDS = "to_tsvector('simple'::regconfig, sort_key || ' ' || town || ' ' || postcode)"


def add(apps: Any, schema_editor: Any) -> None:
    """Without a lock: residents look up their homes meanwhile."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")
        schema_editor.execute(
            f"CREATE INDEX CONCURRENTLY {NAME} ON homes_home USING gin (({WORDS})) WITH (fastupdate = off)"
        )


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")


class Migration(migrations.Migration):
    """Staff look for homes by words of the address, while they type. SQLite reads all homes instead.

    Without `fastupdate`, because each search would read what an import has not yet sorted in: 30 ms instead of one.
    """

    atomic = False

    dependencies = [("homes", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
