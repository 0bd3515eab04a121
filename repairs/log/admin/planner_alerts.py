from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from repairs.log.admin.read_only import ReadOnlyAdmin
from repairs.log.models import PlannerAlert


@admin.register(PlannerAlert)
class PlannerAlertAdmin(ReadOnlyAdmin[PlannerAlert]):
    list_display = ["created_at", "state", "repairs", "attempts", "last_problem", "sent_at"]
    list_filter = ["state", "created_at"]
    ordering = ["-created_at"]
    fields = ["state", "references", "attempts", "last_problem", "due_at", "created_at", "sent_at", "gateway_id"]
    readonly_fields = ["references"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlannerAlert]:
        return super().get_queryset(request).annotate(count=Count("visits"))

    @admin.display(description="repairs", ordering="count")
    def repairs(self, alert: PlannerAlert) -> int:
        return alert.visits.count()

    @admin.display(description="repairs")
    def references(self, alert: PlannerAlert) -> str:
        return ", ".join(alert.visits.order_by("pk").values_list("repair__reference", flat=True))
