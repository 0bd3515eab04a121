"""Tables change in two steps: the release before runs on them while the next one comes. See docs/operating.md."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelOptions,
    AlterOrderWithRespectTo,
    CreateModel,
    DeleteModel,
    RemoveField,
    RenameField,
    RenameModel,
    RunPython,
    RunSQL,
    SeparateDatabaseAndState,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from repairs.migrating import AddIndexMeanwhile
from tests.upgrade.previous import here_or_skip, previous_migrations
from tests.upgrade.unsafe import Judge

INDEX = models.Index(fields=["name"], name="by_name")
CHECK = models.CheckConstraint(condition=models.Q(beds__gt=0), name="some_beds")


def text(**options: Any) -> "models.CharField[Any, Any]":
    return models.CharField(**{"max_length": 10, **options})


def state() -> ProjectState:
    found = ProjectState()
    found.add_model(
        ModelState(
            "estate",
            "Home",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("name", text()),
                ("old", text(null=True)),
                ("beds", models.IntegerField(null=True)),
            ],
        )
    )
    return found


def dropped(field: str) -> Operation:
    return RunSQL(f"ALTER TABLE estate_home DROP COLUMN {field};", RunSQL.noop)


def left_out(field: str, *first: Operation) -> Operation:
    return SeparateDatabaseAndState(list(first), [RemoveField("home", field)])


def faults(*operations: Operation) -> list[str]:
    judge = Judge(state(), state())
    return [fault for operation in operations for fault in judge.faults("estate", operation)]


SAFE: dict[str, list[Operation]] = {
    "a table": [CreateModel("Key", [("id", models.BigAutoField(primary_key=True)), ("name", text())])],
    "anything of a new table": [
        CreateModel("Key", [("id", models.BigAutoField(primary_key=True)), ("name", text())]),
        AddField("key", "cut", text(default="")),
        AddIndex("key", models.Index(fields=["cut"], name="by_cut")),
        RemoveField("key", "name"),
    ],
    "a column that may be empty": [AddField("home", "floor", models.IntegerField(null=True))],
    "a column that the database fills": [AddField("home", "floor", models.IntegerField(db_default=0))],
    "new choices": [AlterField("home", "name", text(choices=[("a", "A")], blank=True, default="a"))],
    "a longer text": [AlterField("home", "name", text(max_length=20))],
    "a column that may be empty from now on": [AlterField("home", "name", text(null=True))],
    "a default that the database fills in": [AlterField("home", "name", text(db_default="none"))],
    "an index without a lock": [AddIndexMeanwhile("home", INDEX)],
    "the order and the permissions": [AlterModelOptions("home", {"ordering": ["name"]})],
    "filling rows": [RunPython(RunPython.noop)],
    "leaving a column out of the model": [left_out("old")],
    "leaving one out that becomes free to be empty": [left_out("name", AlterField("home", "name", text(null=True)))],
    "dropping a column that the release before has left out": [dropped("long_gone")],
    "dropping a table that the release before has left out": [RunSQL("DROP TABLE estate_garage", RunSQL.noop)],
}
UNSAFE: dict[str, list[Operation]] = {
    "a column that the release before does not fill": [AddField("home", "floor", models.IntegerField(default=0))],
    "dropping a column": [RemoveField("home", "old")],
    "dropping a column in SQL": [dropped("old")],
    "leaving out a column that must be filled": [left_out("name")],
    "leaving a column out and dropping it at once": [left_out("old", dropped("old"))],
    "dropping a table": [DeleteModel("Home")],
    "a new name of a column": [RenameField("home", "name", "title")],
    "a new name of a table": [RenameModel("Home", "Dwelling")],
    "a column that must be filled from now on": [AlterField("home", "old", text())],
    "a shorter text": [AlterField("home", "name", text(max_length=5))],
    "another type": [AlterField("home", "beds", text(null=True))],
    "a column without doubles": [AlterField("home", "name", text(unique=True))],
    "an index that locks the table": [AddIndex("home", INDEX)],
    "a rule that the release before may break": [AddConstraint("home", CHECK)],
    "SQL that nobody knows": [RunSQL("UPDATE estate_home SET beds = 1; TRUNCATE estate_home")],
    "something unknown": [AlterOrderWithRespectTo("home", "name")],
}


@pytest.mark.parametrize("operations", SAFE.values(), ids=SAFE)
def test_one_release_may_bring(operations: list[Operation]) -> None:
    assert faults(*operations) == []


@pytest.mark.parametrize("operations", UNSAFE.values(), ids=UNSAFE)
def test_one_release_may_not_bring(operations: list[Operation]) -> None:
    assert len(faults(*operations)) >= 1


def test_the_migrations_since_the_release_before_leave_it_running() -> None:
    here_or_skip()
    assert list(faults_since(previous_migrations())) == []


def faults_since(old: set[tuple[str, str]]) -> Iterator[str]:
    loader = MigrationLoader(None)
    ours = {app for app, _ in old}
    plan = dict.fromkeys(node for leaf in loader.graph.leaf_nodes() for node in loader.graph.forwards_plan(leaf))
    new = [node for node in plan if node[0] in ours and node not in old]
    before = loader.project_state([node for node in plan if node not in new])
    judge = Judge(before, before.clone())
    for app, name in new:
        for operation in loader.graph.nodes[app, name].operations:
            yield from (f"{app} {name}: {fault}" for fault in judge.faults(app, operation))


def test_a_migration_that_was_released_is_never_changed_or_taken_away() -> None:
    here_or_skip()
    assert previous_migrations() <= set(MigrationLoader(None).disk_migrations or {})


@pytest.mark.django_db(transaction=True)
def test_an_index_on_a_table_in_use_is_made_and_made_again_where_it_was_broken_off() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE estate_home (id integer, name varchar(10), old varchar(10), beds integer)")
    try:
        before, operation = state(), AddIndexMeanwhile("home", INDEX)
        after = before.clone()
        operation.state_forwards("estate", after)
        for _ in range(2):
            with connection.schema_editor(atomic=False, collect_sql=False) as editor:
                if connection.vendor != "postgresql":
                    editor.execute("DROP INDEX IF EXISTS by_name")
                operation.database_forwards("estate", editor, before, after)
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, "estate_home")
        assert found["by_name"]["columns"] == ["name"]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE estate_home")
