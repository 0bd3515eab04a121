from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from repairs.log.admin.read_only import ReadOnlyAdmin
from repairs.log.enquiries.after_visit import shares
from repairs.log.models import VisitAnswer


@admin.register(VisitAnswer)
class VisitAnswerAdmin(ReadOnlyAdmin[VisitAnswer]):
    """The shares of those who are satisfied, for what the list is narrowed to."""

    list_display = ["month", "emergency", "overall", "time_taken"]
    list_display_links = None
    list_filter = ["month", "emergency"]
    change_list_template = "admin/log/visit_answers.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        page = super().changelist_view(request, extra_context)
        if isinstance(page, TemplateResponse) and (context := page.context_data) and "cl" in context:
            context["shares"] = shares(context["cl"].queryset.values_list("overall", "time_taken"))
        return page
