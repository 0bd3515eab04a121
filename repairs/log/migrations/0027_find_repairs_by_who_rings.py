from typing import Any

from django.db import migrations, models

# As `repairs.homes.word_search.IndexedWords` writes them, or PostgreSQL does not see that it may use them.
INDEXES = {
    "repair_by_name": "log_repair USING gin (to_tsvector('simple'::regconfig, name)) WITH (fastupdate = off)",
    "assistance_by_name": "log_assistance USING gin (to_tsvector('simple'::regconfig, caller_name)) WITH (fastupdate = off)",
}


def add(apps: Any, schema_editor: Any) -> None:
    """Without a lock: residents report meanwhile."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for name, of in INDEXES.items():
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        schema_editor.execute(f"CREATE INDEX CONCURRENTLY {name} ON {of}")


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")


class Migration(migrations.Migration):
    """Staff look for whoever rings by name. SQLite reads all repairs instead."""

    atomic = False

    dependencies = [("log", "0026_internal_notes")]

    operations = [
        migrations.RunPython(add, remove),
        migrations.AddIndex(
            model_name="assistance",
            index=models.Index(fields=["caller_phone"], name="assistance_by_phone"),
        ),
    ]
