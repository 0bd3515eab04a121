import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse

from repairs.sign_in.ends import is_signed_in, note_use, why_over
from repairs.sign_in.put_aside import ended, forget_aside, put_aside, remember_end
from repairs.staff.access import SIGN_IN

FOR_STAFF = ("/staff/", "/admin/", "/try/")
ASKED_BY_SCRIPTS = ("staff:time-left", "contact-centre:call-backs-new")
"""A page that lies open asks them by itself. That is no use by a person."""


class StaffSessions:
    """Ends sessions that are over before any view sees them. Whoever has no cookie of the staff pays nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and is_signed_in(request.session):
            end_or_note(request, time.time())
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """After the check of the form's token: so nobody else's page puts anything aside here."""
        if request.method != "POST" or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not request.path.startswith(FOR_STAFF) or getattr(view, "lets_anyone_in", False):
            return None
        if is_signed_in(request.session):
            forget_aside(request.session, request.path)
        elif over := ended(request.session):
            put_aside(request, over["who"])
            return redirect_to_login(request.path, resolve_url(SIGN_IN))
        return None


def end_or_note(request: HttpRequest, now: float) -> None:
    if why := why_over(request.session, now):
        who = str(request.session[SESSION_KEY])
        logout(request)
        remember_end(request.session, who, why)
    elif request.path not in {reverse(name) for name in ASKED_BY_SCRIPTS}:
        note_use(request.session, now)
