from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from repairs.staff.first_pages import FirstPages

Row = TypeVar("Row", bound=Model)


class KeptAdmin(admin.ModelAdmin[Row]):
    """Rows that come from reports: staff neither add nor delete them."""

    actions = None
    list_per_page = 50
    paginator = FirstPages
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(KeptAdmin[Row]):
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
