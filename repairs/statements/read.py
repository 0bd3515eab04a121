from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from repairs.statements.gap import Filled, gaps_of
from repairs.statements.kept import kept_cursor

Row = TypeVar("Row")


class Read(Generic[Row]):
    """A SELECT with gaps, also of rows that the query follows with `select_related`, and of what it annotates.

    A query of `values_list` gives its columns, without a model made for any row.
    """

    def __init__(self, query: Callable[[], QuerySet[Any, Row]]) -> None:
        self.query = query
        self.written: dict[str, tuple[str, Filled, Callable[..., Row]]] = {}

    def first(self, **values: Any) -> Row | None:
        connection = connections[DEFAULT_DB_ALIAS]
        sql, filled, made = self.on(connection)
        with kept_cursor(connection) as cursor:
            cursor.execute(sql, filled(values, connection))
            columns = cursor.fetchone()
        return None if columns is None else made(columns, connection)

    def all(self, **values: Any) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        sql, filled, made = self.on(connection)
        with kept_cursor(connection) as cursor:
            cursor.execute(sql, filled(values, connection))
            return [made(columns, connection) for columns in cursor.fetchall()]

    def on(self, connection: BaseDatabaseWrapper) -> tuple[str, Filled, Callable[..., Row]]:
        """The statement, what fills its gaps, and what makes a row."""
        return self.written.get(connection.vendor) or self.write(connection)

    def write(self, connection: BaseDatabaseWrapper) -> tuple[str, Filled, Callable[..., Row]]:
        compiler = self.query().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        self.written[connection.vendor] = sql, gaps_of(params), maker(compiler)
        return self.written[connection.vendor]


def maker(compiler: Any) -> Callable[..., Any]:
    """What makes a row of the columns of the compiler's SELECT, as a queryset would.

    It is whole, and so a model, unless the query has selected columns.
    """
    converters = compiler.get_converters([expression for expression, _, _ in compiler.select])
    whole = compiler.query.selected is None
    if not whole and not converters:
        return lambda columns, connection: columns
    assembled = assembler(compiler.klass_info, compiler.select) if whole else tuple
    annotated = list((compiler.annotation_col_map or {}).items()) if whole else []

    def made(columns: Sequence[Any], connection: BaseDatabaseWrapper) -> Any:
        values = list(columns)
        for place, (steps, expression) in converters.items():
            for step in steps:
                values[place] = step(values[place], expression, connection)
        row = assembled(values)
        for name, place in annotated:
            setattr(row, name, values[place])
        return row

    return made


def assembler(info: dict[str, Any], select: Sequence[Any]) -> Callable[[list[Any]], Any]:
    places = info["select_fields"]
    names = [select[place][0].target.attname for place in places]
    key = places[names.index(info["model"]._meta.pk.attname)]
    followed = [
        (one["local_setter"], one["remote_setter"], assembler(one, select))
        for one in info.get("related_klass_infos", ())
    ]

    def assembled(values: list[Any]) -> Any:
        if values[key] is None:
            return None
        row = info["model"].from_db(DEFAULT_DB_ALIAS, names, [values[place] for place in places])
        for set_related, set_back, related in followed:
            found = related(values)
            set_related(row, found)
            if found is not None:
                set_back(found, row)
        return row

    return assembled
