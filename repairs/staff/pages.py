"""Staff pages of our own, in GOV.UK components. Their templates extend `staff/layout.html`."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def staff_page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    words = {"user": request.user, "idle_seconds": settings.STAFF_IDLE_MINUTES * 60, **(context or {})}
    return render(request, template, words, status=status, using="jinja2")
