from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from repairs.tables.uses import uses_of

Row = TypeVar("Row", bound=Model)
MOST_SHOWN = 20


class KeptWhileUsed(admin.ModelAdmin[Row]):
    """A row that documents name by its code is not deleted, and its code stays as it is."""

    delete_confirmation_template = "admin/tables/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/tables/delete_selected_confirmation.html"

    def get_readonly_fields(self, request: HttpRequest, obj: Row | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "code"] if obj is not None and code_of(obj) in uses_of(self.model) else fields

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        used = list(say_uses(objs, uses_of(self.model)))
        if used:
            return [], {}, set(), used
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, lacking, shortened(protected)


def say_uses(rows: Iterable[Model], uses: dict[str, list[str]]) -> Iterable[str]:
    for row in rows:
        if names := uses.get(code_of(row)):
            yield f"{row}: used by {'; '.join(names)}."


def code_of(row: Model) -> str:
    return str(getattr(row, "code", ""))


def shortened(rows: list[Any]) -> list[Any]:
    more = len(rows) - MOST_SHOWN
    return [*rows[:MOST_SHOWN], f"and {more:,} more."] if more > 0 else rows
