"""The staff admin: Django's own under our own name."""

from typing import Any

from django.conf import settings
from django.contrib import admin, auth
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse


class StaffAdminSite(admin.AdminSite):
    """Signing in, signing out and passwords are pages of our own, and Django's lead to them."""

    site_header = "Report a repair: staff"
    site_title = "Report a repair"
    index_title = "What would you like to look after?"
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "idle_seconds": settings.STAFF_IDLE_MINUTES * 60}

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{reverse('staff:sign-in')}{query}")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        if request.method == "POST":
            auth.logout(request)
        return redirect("staff:home")  # type: ignore[return-value]

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        return redirect("staff:password")  # type: ignore[return-value]

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        return redirect("staff:home")  # type: ignore[return-value]

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
