"""What the pages of the week have in common: whose they are, what they are called, and where they lead."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from appointments.models import Place
from repairs.council.models import Patch, Trade

View = Callable[..., HttpResponse]


def needs(*permissions: str) -> Callable[[View], View]:
    """Of the diary's, such as add_place."""

    def guard(view: View) -> View:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perms([f"appointments.{one}" for one in permissions]):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


def show(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    words = {**admin.site.each_context(request), "opts": Place._meta, "title": title, **context}
    return TemplateResponse(request, f"admin/appointments/{template}.html", words)


def week_address(day: date, patch: Patch | None = None, trade: Trade | None = None) -> str:
    return address("week", week=day.isoformat(), patch=patch and patch.pk, trade=trade and trade.pk)


def address(page: str, **query: object) -> str:
    asked = urlencode({name: value for name, value in query.items() if value not in (None, "")})
    return f"{reverse(f'admin:appointments_{page}')}{'?' if asked else ''}{asked}"
