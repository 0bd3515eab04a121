from datetime import datetime
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LEAST_SECONDS = 1


def too_many(request: HttpRequest, until: datetime, now: datetime) -> HttpResponse:
    """The same page whether or not what was tried is known to us."""
    response = render(request, "manage/find/too-many.html", {"until": until}, status=429, using="jinja2")
    response["Retry-After"] = str(max(ceil((until - now).total_seconds()), LEAST_SECONDS))
    return response
