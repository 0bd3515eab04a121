from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from repairs.council.details import forget_details
from repairs.council.models import Council, OpeningHours, Patch, PhoneLine, Priority, Trade


class OpeningHoursInline(admin.TabularInline[OpeningHours, PhoneLine]):
    model = OpeningHours
    extra = 0


@admin.register(Council)
class CouncilAdmin(admin.ModelAdmin[Council]):
    def save_model(self, request: HttpRequest, obj: Council, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        forget_details()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Council.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Council | None = None) -> bool:
        return False


@admin.register(PhoneLine)
class PhoneLineAdmin(admin.ModelAdmin[PhoneLine]):
    list_display = ["get_key_display", "name", "number"]
    inlines = [OpeningHoursInline]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        forget_details()


@admin.register(Priority)
class PriorityAdmin(admin.ModelAdmin[Priority]):
    list_display = ["code", "name", "attend_hours", "complete_hours", "complete_working_days", "lead_working_days"]


@admin.register(Trade)
class TradeAdmin(admin.ModelAdmin[Trade]):
    list_display = ["code", "name", "person"]


@admin.register(Patch)
class PatchAdmin(admin.ModelAdmin[Patch]):
    list_display = ["code", "name"]
