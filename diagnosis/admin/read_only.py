from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from diagnosis.characters import find_unkept

Row = TypeVar("Row", bound=Model)


class ReadOnly(admin.ModelAdmin[Row]):
    """What is kept as it was: nobody adds, changes or deletes it by hand."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # Django would ask for it, and PostgreSQL refuses the question.
        if any(find_unkept(str(value)) for value in request.GET.values()):
            return redirect(request.path)
        title = str(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title[0].upper() + title[1:], **(extra_context or {})})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the list itself offers: Django would ask for a year that no date can have."""
        return lookup in self.list_filter

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
