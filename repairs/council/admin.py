from typing import Any

from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest

from repairs.council.details import forget_details
from repairs.council.models import (
    Council,
    OpeningHours,
    OverrideReason,
    Patch,
    PhoneLine,
    Priority,
    Trade,
    VerifyingQuestion,
)
from repairs.council.trade_table import TradeTable
from repairs.staff.audited import Audited
from repairs.tables.kept_while_used import KeptWhileUsed
from repairs.tables.pages import ImportsFromCsv


class OpeningHoursInline(admin.TabularInline[OpeningHours, PhoneLine]):
    model = OpeningHours
    extra = 0


@admin.register(Council)
class CouncilAdmin(Audited[Council]):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def save_model(self, request: HttpRequest, obj: Council, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        forget_details()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Council.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Council | None = None) -> bool:
        return False


@admin.register(PhoneLine)
class PhoneLineAdmin(Audited[PhoneLine]):
    """Pages and messages name every line by its key, so none is deleted and none takes the place of another."""

    list_display = ["get_key_display", "name", "number"]
    inlines = [OpeningHoursInline]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        forget_details()

    def get_readonly_fields(self, request: HttpRequest, obj: PhoneLine | None = None) -> list[str]:
        return ["key"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: PhoneLine | None = None) -> bool:
        return False


@admin.register(Priority)
class PriorityAdmin(Audited[Priority], KeptWhileUsed[Priority]):
    fields = [
        *("code", "name", "rank", "attend_hours", "complete_hours", "complete_working_days", "complete_days"),
        *("lead_working_days", "measure", "hact_code"),
    ]
    list_display = ["code", "name", "attend_hours", "complete_hours", "complete_working_days", "lead_working_days"]


@admin.register(OverrideReason)
class OverrideReasonAdmin(Audited[OverrideReason]):
    list_display = ["text", "about", "order", "in_use"]
    list_filter = ["about", "in_use"]
    fields = ["about", "text", "order", "in_use"]


@admin.register(Trade)
class TradeAdmin(Audited[Trade], KeptWhileUsed[Trade], ImportsFromCsv[Trade]):
    table = TradeTable
    fields = ["code", "name", "person", "hact_code"]
    list_display = ["code", "name", "person"]


@admin.register(Patch)
class PatchAdmin(Audited[Patch], KeptWhileUsed[Patch]):
    list_display = ["code", "name"]


@admin.register(VerifyingQuestion)
class VerifyingQuestionAdmin(Audited[VerifyingQuestion]):
    list_display = ["words", "rank", "kind", "where"]
