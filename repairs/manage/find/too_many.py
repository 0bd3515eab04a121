from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repairs.limits.waiting import wait_until


def too_many(request: HttpRequest, until: datetime, now: datetime) -> HttpResponse:
    """The same page whether or not what was tried is known to us."""
    response = render(request, "manage/find/too-many.html", {"until": until}, status=429, using="jinja2")
    return wait_until(until, now, response)
