"""Operations of migrations that may run while the release before still serves people."""

from typing import Any

from django.db.migrations import AddIndex


class AddIndexMeanwhile(AddIndex):
    """An index on a table that is there already, made without keeping anybody from writing to it.

    Its migration needs `atomic = False`, and nothing else in it. What a broken attempt has left is made anew.
    """

    atomic = False

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        if schema_editor.connection.vendor == "postgresql":
            # It waits for transactions that have begun, and keeps nobody waiting meanwhile.
            schema_editor.execute("SET lock_timeout = 0")
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {schema_editor.quote_name(self.index.name)}")
            schema_editor.add_index(model, self.index, concurrently=True)
            schema_editor.execute("RESET lock_timeout")
        else:
            schema_editor.add_index(model, self.index)

    def describe(self) -> str:
        return f"{super().describe()}, without a lock"
