"""What a migration may not do while the release before still runs on its tables. What is not known is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.migrations import operations as ops
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field
from django.db.models.fields import NOT_PROVIDED

from repairs.migrating import AddIndexMeanwhile

HARMLESS = (
    ops.AlterModelOptions,
    ops.AlterModelManagers,
    ops.AlterModelTableComment,
    ops.RemoveIndex,
    ops.RemoveConstraint,
    ops.RunPython,
    AddIndexMeanwhile,
)
OF_A_TABLE = (ops.RenameModel, ops.AlterModelTable, ops.DeleteModel)
OF_ALL_ROWS = (ops.AddIndex, ops.AddConstraint, ops.AlterUniqueTogether, ops.AlterIndexTogether)
LEAVES_OUT_OF_THE_MODEL = (ops.RemoveField, ops.DeleteModel)
MAY_CHANGE = {"default"}
"""Of a column, besides what the database knows nothing of."""
WITHOUT_A_LOCK = re.compile(r"(CREATE( UNIQUE)?|DROP) INDEX CONCURRENTLY |ALTER TABLE \S+ VALIDATE CONSTRAINT ", re.I)
DROPS_TABLE = re.compile(r"DROP TABLE (?:IF EXISTS )?\"?(\w+)\"?$", re.I)
DROPS_COLUMN = re.compile(r"ALTER TABLE \"?(\w+)\"? DROP COLUMN (?:IF EXISTS )?\"?(\w+)\"?$", re.I)


@dataclass
class Judge:
    """Goes through the new migrations in their order. `before` is what the code of the release before knows."""

    before: ProjectState
    state: ProjectState
    new: set[tuple[str, str]] = field(default_factory=set)
    """Models that come with this release: nobody uses them yet."""

    def faults(self, app: str, operation: Operation) -> Iterator[str]:
        """One sentence for each, and then the state is as after it."""
        for problem in self.problems(app, operation):
            yield f"{operation.describe()}: {problem}"
        operation.state_forwards(app, self.state)

    def problems(self, app: str, operation: Operation) -> Iterator[str]:
        model = (app, str(getattr(operation, "model_name", None) or getattr(operation, "name", "")).lower())
        if isinstance(operation, ops.CreateModel):
            self.new.add(model)
        elif isinstance(operation, ops.SeparateDatabaseAndState):
            yield from self.in_two_parts(app, operation)
        elif isinstance(operation, ops.RunSQL):
            yield from self.of_sql(operation)
        elif model not in self.new and not isinstance(operation, HARMLESS):
            yield from self.of_table_in_use(app, model, operation)

    def of_table_in_use(self, app: str, model: tuple[str, str], operation: Operation) -> Iterator[str]:
        if isinstance(operation, ops.AddField):
            if not is_filled_without_us(operation.field):
                yield "the release before adds rows without it. Give it null=True or a db_default"
        elif isinstance(operation, ops.AlterField):
            yield from changes(self.field_of(self.state, model, operation.name), operation.field)
        elif isinstance(operation, ops.RemoveField | ops.RenameField):
            name = operation.old_name if isinstance(operation, ops.RenameField) else operation.name
            if self.field_of(self.before, model, name) is not None:
                yield "the release before still reads it. Take it out of the model first, and drop it a release later"
        elif isinstance(operation, OF_A_TABLE):
            yield "the release before still uses the table"
        elif isinstance(operation, OF_ALL_ROWS):
            yield "it locks the table while it looks at all of its rows. For an index take AddIndexMeanwhile"
        else:
            yield "it is not known to be safe"

    def in_two_parts(self, app: str, operation: ops.SeparateDatabaseAndState) -> Iterator[str]:
        """The first of two steps: the model has it no more, and the table still has."""
        tables = Judge(self.before, self.state.clone(), self.new)
        for part in operation.database_operations:
            yield from tables.faults(app, part)
        for part in operation.state_operations:
            if isinstance(part, ops.RemoveField):
                left = self.field_of(tables.state, (app, part.model_name.lower()), part.name)
                if left is not None and not is_filled_without_us(left):
                    yield f"{part.name} stays in the table, and nobody fills it any more. Make it null=True there"
            elif not isinstance(part, (*LEAVES_OUT_OF_THE_MODEL, *HARMLESS, ops.AddIndex)):
                yield f"{part.describe()} in the state alone is not known to be safe"

    def of_sql(self, operation: ops.RunSQL) -> Iterator[str]:
        known = {model._meta.db_table: model for model in self.before.apps.get_models(include_auto_created=True)}
        for statement in statements(operation.sql):
            if WITHOUT_A_LOCK.match(statement):
                continue
            table, column = DROPS_TABLE.fullmatch(statement), DROPS_COLUMN.fullmatch(statement)
            if table and table[1] not in known:
                continue
            if column and column[2] not in columns(known.get(column[1])):
                continue
            yield f"the release before may need it, or it is not known to be safe: {statement}"

    @staticmethod
    def field_of(state: ProjectState, model: tuple[str, str], name: str) -> Field[Any, Any] | None:
        return state.models[model].fields.get(name) if model in state.models else None


def is_filled_without_us(one: Field[Any, Any]) -> bool:
    return one.null or one.many_to_many or one.db_default is not NOT_PROVIDED


def changes(old: Field[Any, Any] | None, new: Field[Any, Any]) -> Iterator[str]:
    if old is None:
        yield "it is not there"
        return
    was, now = column_of(old), column_of(new)
    changed = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)} - MAY_CHANGE
    if now.get("null") and "null" in changed:
        changed.remove("null")
    if "db_default" in changed and "db_default" in now:
        changed.remove("db_default")
    if "max_length" in changed and (now.get("max_length") or 0) > (was.get("max_length") or 0):
        changed.remove("max_length")
    if changed:
        yield f"{', '.join(sorted(changed))} changes under the release before. Add a column, and drop this one later"


def column_of(one: Field[Any, Any]) -> dict[str, Any]:
    """What the database knows of it."""
    _, path, _, options = one.deconstruct()
    return {"type": path} | {key: value for key, value in options.items() if key not in one.non_db_attrs}


def statements(sql: object) -> list[str]:
    parts = sql if isinstance(sql, list | tuple) else [sql]
    texts = [part[0] if isinstance(part, list | tuple) else str(part) for part in parts]
    return [" ".join(one.split()) for text in texts for one in text.split(";") if one.strip()]


def columns(model: type | None) -> set[str]:
    return {one.column for one in model._meta.local_fields} if model else set()  # type: ignore[attr-defined]
