"""The staff admin: Django's own under our own name."""

from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.contrib import admin, auth
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.urls import reverse

from repairs.integrity import integrity_of, with_integrity


class StaffAdminSite(admin.AdminSite):
    """Signing in, signing out and passwords are pages of our own, and Django's lead to them."""

    site_header = "Report a repair: staff"
    site_title = "Report a repair"
    index_title = "What would you like to look after?"
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        from repairs.govuk.brand import brand_integrity, brand_version
        from repairs.govuk.shown_council import last_shown_council

        colour = last_shown_council().brand_colour
        brand = {"brand_version": brand_version(colour), "brand_integrity": brand_integrity(colour)}
        return {**super().each_context(request), **brand, "idle_seconds": settings.STAFF_IDLE_MINUTES * 60}

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django writes most tags of scripts and styles here, and says nothing of what is in the files."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response: HttpResponse = inner(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.add_post_render_callback(partial(self.say_integrity, request))
            else:
                self.say_integrity(request, response)
            return response

        return checked

    def say_integrity(self, request: HttpRequest, response: Any) -> None:
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return
        html = with_integrity(response.content.decode())
        words = f'src="{reverse("admin:jsi18n")}"'
        if words in html:
            # Of the words for Django's scripts.
            integrity = integrity_of(self.i18n_javascript(request).content)
            html = html.replace(words, f'{words} integrity="{integrity}"')
        response.content = html

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
