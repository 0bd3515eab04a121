"""Too many wrong tries. The answer is the same whether or not there is such a user."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from repairs.limits.address import UNKNOWN, client_address, of_address
from repairs.limits.counting import Limit, Tries
from repairs.limits.waiting import wait_until
from repairs.staff.pages import staff_page

WRONG_OF_A_NAME = Limit("wrong sign-ins of a user name", 100)
"""From all addresses together. Guessing a password of twelve characters at this pace takes longer than anyone has."""


def for_signing_in(request: HttpRequest, username: str) -> Tries:
    from_address = Limit("wrong sign-ins from an address", settings.TRIES_AN_HOUR_PER_ADDRESS)
    return [*of_address(request, from_address), (WRONG_OF_A_NAME, username.casefold())]


def locked_out(request: HttpRequest, answer: HttpResponse | None, credentials: Any) -> HttpResponse:
    """What django-axes calls once it has had enough of a user name from an address."""
    now = timezone.now()
    return locked_out_until(request, now + timedelta(hours=settings.AXES_COOLOFF_TIME), now)


def locked_out_until(request: HttpRequest, until: datetime, now: datetime) -> HttpResponse:
    response = staff_page(request, "staff/locked-out.html", {"until": until, "user": None}, status=429)
    response["Cache-Control"] = "no-store"
    return wait_until(until, now, response)


def address_of(request: HttpRequest) -> str | None:
    """For django-axes, which takes addresses and no networks."""
    address = client_address(request).partition("/")[0]
    return None if address == UNKNOWN else address
