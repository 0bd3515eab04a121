from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from appointments.closures import apply_closures
from appointments.models import Closure
from repairs.staff.audited import Audited


@admin.register(Closure)
class ClosureAdmin(Audited[Closure]):
    """Adding, changing or deleting a closure closes and opens the places of its day at once."""

    list_display = ["day", "patch", "trade", "window", "reason"]
    list_filter = ["patch", "trade"]
    list_select_related = ["patch", "trade", "window"]
    date_hierarchy = "day"

    def save_model(self, request: HttpRequest, obj: Closure, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for day in {obj.day, form.initial.get("day", obj.day)}:
            apply_closures(day)

    def delete_model(self, request: HttpRequest, obj: Closure) -> None:
        super().delete_model(request, obj)
        apply_closures(obj.day)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Closure]) -> None:
        days = set(queryset.values_list("day", flat=True))
        super().delete_queryset(request, queryset)
        for day in days:
            apply_closures(day)
