"""The staff admin: Django's own under our own name."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.template.response import TemplateResponse


class StaffAdminSite(admin.AdminSite):
    site_header = "Report a repair: staff"
    site_title = "Report a repair"
    index_title = "What would you like to look after?"
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {**what_stands(request), **(extra_context or {})})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        stands = what_stands(request) if app_label == "log" else {}
        return super().app_index(request, app_label, {**stands, **(extra_context or {})})


def what_stands(request: HttpRequest) -> dict[str, Any]:
    """Alarms, for those who may look at what needs a person."""
    # This module is read before there are any models.
    from repairs.log.admin.people import MAY_LOOK
    from repairs.log.alarms.shown import lines_to_show

    return {"alarms": lines_to_show(), "may_look": True} if request.user.has_perms(MAY_LOOK) else {}


class StaffAdminConfig(AdminConfig):
    default_site = "repairs.admin_site.StaffAdminSite"
