from django.db import migrations

TABLES = ("log_worksorder", "log_worksorderchange", "log_message")


def leave_room(apps, schema_editor):
    """A row is claimed soon after it is written. Where its page has room for that, no index is written to."""
    set_on_each(schema_editor, "SET (fillfactor = 50)")


def leave_none(apps, schema_editor):
    set_on_each(schema_editor, "RESET (fillfactor)")


def set_on_each(schema_editor, what):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE {table} {what}")


class Migration(migrations.Migration):
    dependencies = [("log", "0019_change_contact")]

    operations = [migrations.RunPython(leave_room, leave_none)]
