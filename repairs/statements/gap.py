"""A value of a statement that is given when it is run."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, CharField, Expression, Field, IntegerField, Model, TextField

Filled = Callable[[dict[str, Any], BaseDatabaseWrapper], list[Any]]


PASSES: tuple[tuple[type[Field[Any, Any]], type], ...] = (
    (CharField, str),
    (TextField, str),
    (IntegerField, int),
    (BooleanField, bool),
)
"""Values of just this type are written as they are, in every database."""


def passed_as_it_is(field: Any) -> type | None:
    kind = field.target_field if field.is_relation else field
    return next((passed for known, passed in PASSES if isinstance(kind, known)), None)


class Gap(Expression):
    """Stands in a query for a value of that field. It is given under the field's name, unless there is another."""

    def __init__(self, model: type[Model], field: str, name: str = "") -> None:
        super().__init__(output_field=cast("Field[Any, Any]", model._meta.get_field(field)))
        self.name = name or field

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", [self]


def gaps_of(params: Sequence[Any]) -> Filled:
    """What puts values into the gaps among the parameters of a statement."""
    gaps = [
        (place, gap.name, gap.output_field, passed_as_it_is(gap.output_field))
        for place, gap in enumerate(params)
        if isinstance(gap, Gap)
    ]

    def filled(values: dict[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
        answer = list(params)
        for place, name, field, plain in gaps:
            value = values[name]
            answer[place] = value if type(value) is plain else field.get_db_prep_save(value, connection)
        return answer

    return filled
