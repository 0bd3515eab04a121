"""What people see when something has gone wrong. None of it needs the database, and none of it may fail."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from repairs.govuk.shown_council import last_shown_council

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DATABASE_AWAY = (OperationalError, InterfaceError)
RETRY_SECONDS = 60


def page(name: str, status: int) -> HttpResponse:
    html = render_to_string(f"errors/{name}.html", {"council": last_shown_council})
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page("too_big", 413) if isinstance(exception, TOO_BIG) else page("bad_request", 400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page("not_allowed", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page("not_found", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page("not_from_our_page", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return unavailable(request)
    return page("problem", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = page("unavailable", 503)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
