from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from repairs.homes.models import Alert, Block, Home
from repairs.homes.postcode import PostcodeError, parse_postcode
from repairs.staff.audited import Audited, AuditedByName
from repairs.staff.first_pages import FirstPages


class AlertInline(admin.TabularInline[Alert, Home]):
    model = Alert
    extra = 0


@admin.register(Home)
class HomeAdmin(AuditedByName[Home]):
    list_display = ["uprn", "address", "postcode", "tenure", "block", "patch", "is_listed"]
    list_filter = ["tenure", "patch", ("gone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["block", "patch"]
    ordering = ["postcode", "sort_key"]
    search_fields = ["line_1"]
    search_help_text = "UPRN, postcode, or part of an address"
    paginator = FirstPages
    show_full_result_count = False
    inlines = [AlertInline]

    @admin.display(boolean=True, description="In the register")
    def is_listed(self, home: Home) -> bool:
        return home.gone_at is None

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Home], search_term: str
    ) -> tuple[QuerySet[Home], bool]:
        """UPRNs and postcodes are looked up by their index; anything else is looked for in the address."""
        if search_term.strip().isdigit() and len(search_term.strip()) > 4:
            return queryset.filter(uprn=search_term.strip().lstrip("0")), False
        try:
            return queryset.filter(postcode=parse_postcode(search_term)), False
        except PostcodeError:
            return super().get_search_results(request, queryset, search_term)

    def get_readonly_fields(self, request: HttpRequest, obj: Home | None = None) -> list[str]:
        return [field.name for field in Home._meta.fields if field.editable and field.name != "id"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Block)
class BlockAdmin(Audited[Block]):
    list_display = ["name", "reference"]
    search_fields = ["name", "=reference"]
