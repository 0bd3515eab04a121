from typing import Any

from django.db.models import Model

from repairs.staff.words import say_fields, say_value


def say_row(row: Model) -> str:
    """What it holds, field by field."""
    return say_fields({str(field.verbose_name): say_field(row, field) for field in row._meta.fields if is_told(field)})


def is_told(field: Any) -> bool:
    return bool(field.editable and not field.primary_key)


def say_field(row: Model, field: Any) -> str:
    value = getattr(row, field.name)
    if value is None or value == "":
        return say_value(None)
    if field.is_relation:
        return str(value)
    return str(getattr(row, f"get_{field.name}_display")()) if field.choices else say_value(value)
