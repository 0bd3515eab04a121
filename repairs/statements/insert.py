from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, Value
from django.db.models.expressions import DatabaseDefault
from django.utils.functional import cached_property

from repairs.statements.gap import passed_as_it_is
from repairs.statements.kept import kept_cursor

Given = Mapping[str, Any]

UNSAID = DatabaseDefault(Value(None))


class Insert:
    """Writes new rows of a model as `save` does, in one statement and without its signals.

    A row is an instance, or what is given of it by the names of its attributes (`repair_id`, not `repair`): the rest
    is then as the model says. `on_conflict` is what follows ON CONFLICT.
    """

    def __init__(self, model: type[Model], on_conflict: str = "") -> None:
        self.model = model
        self.ending = f" ON CONFLICT {on_conflict}" if on_conflict else ""
        self.left_to_database = [
            field.attname
            for field in model._meta.local_concrete_fields
            if field.has_db_default() and not field.has_default()
        ]
        self.kinds: dict[tuple[str, ...], Rows] = {}

    def save(self, row: Model) -> bool:
        """Whether it was written. The row then knows its id."""
        connection, given = connections[DEFAULT_DB_ALIAS], vars(row)
        rows = self.rows_like(given, connection)
        with kept_cursor(connection) as cursor:
            cursor.execute(f"{rows.head}{rows.places}{self.ending}{rows.returning}", rows.values(given, connection))
            found = cursor.fetchone()
        if found is None:
            return False
        if row.pk is None:
            row.pk = found[0]
        row._state.adding, row._state.db = False, connection.alias
        return True

    def write(self, *several: Model | Given) -> None:
        """Writes rows that leave the same columns to the database. They learn no ids."""
        connection = connections[DEFAULT_DB_ALIAS]
        every = [vars(row) if isinstance(row, Model) else self.known(row) for row in several]
        rows = self.rows_like(every[0], connection)
        values = [value for given in every for value in rows.values(given, connection)]
        with kept_cursor(connection) as cursor:
            cursor.execute(f"{rows.head}{', '.join([rows.places] * len(every))}{self.ending}", values)

    def known(self, given: Given) -> Given:
        for name in given:
            if name not in self.names:
                raise TypeError(f"{self.model.__name__} has no column {name!r}.")
        return given

    @cached_property
    def names(self) -> set[str]:
        return {field.attname for field in self.model._meta.local_concrete_fields}

    def rows_like(self, given: Given, connection: BaseDatabaseWrapper) -> "Rows":
        left = [name for name in self.left_to_database if isinstance(given.get(name, UNSAID), DatabaseDefault)]
        key = (connection.vendor, *left)
        if key not in self.kinds:
            self.kinds[key] = Rows(self.model, left, connection)
        return self.kinds[key]


class Rows:
    """What rows have in common that leave the same columns to the database."""

    def __init__(self, model: type[Model], left: list[str], connection: BaseDatabaseWrapper) -> None:
        meta, quoted = model._meta, connection.ops.quote_name
        fields: list[Any] = [
            field
            for field in meta.local_concrete_fields
            if not (field.generated or field is meta.auto_field or field.attname in left)
        ]
        columns = ", ".join(quoted(field.column) for field in fields)
        self.head = f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES "  # noqa: S608  names of models only
        self.places = f"({', '.join(['%s'] * len(fields))})"
        self.returning = f" RETURNING {quoted(str(meta.pk.column))}"
        self.columns = [column_of(field, connection) for field in fields]
        self.set_by_saving = {field.attname for field in fields if is_set_by_saving(field)}

    def values(self, given: Given, connection: BaseDatabaseWrapper) -> list[Any]:
        """In the order of the columns, as they go into the database."""
        answer = []
        for name, same, made, plain, adapt in self.columns:
            if name in given and name not in self.set_by_saving:
                value = given[name]
            elif made is None:
                answer.append(same)
                continue
            else:
                value = made()
            answer.append(value if value is None or type(value) is plain else adapt(value, connection))
        return answer


Column = tuple[str, Any, Callable[[], Any] | None, type | None, Callable[..., Any]]


def column_of(field: Any, connection: BaseDatabaseWrapper) -> Column:
    """Its name, what it is where nothing is given (always the same, or made each time), and how it is adapted."""
    plain, made = passed_as_it_is(field), maker_of(field)
    same = None if made else field.get_db_prep_save(field.get_default(), connection)
    return field.attname, same, made, plain, field.get_db_prep_save


def is_set_by_saving(field: Any) -> bool:
    """Whatever is given."""
    return getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)


def maker_of(field: Any) -> Callable[[], Any] | None:
    if is_set_by_saving(field):
        return lambda: field.pre_save(SimpleNamespace(), True)
    return field.default if callable(field.default) and field.has_default() else None
