"""Between the password and the second step: known for ten minutes, and not signed in. Who needs longer gets it."""

import time
from typing import TypedDict

from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

HALF_WAY = "staff_half_way"
SECONDS = 10 * 60
MOST_SECONDS = 2 * 60 * 60
"""Since the password, however often somebody asks for longer."""


class HalfWay(TypedDict):
    who: int
    password: str
    """Changes with the password, as that of a session does."""
    until: float
    began: float
    next: str


def begin_half_way(request: HttpRequest, user: User, wanted: str) -> None:
    if request.user.is_authenticated:
        logout(request)
    request.session.cycle_key()
    request.session[HALF_WAY] = HalfWay(
        who=user.pk,
        password=user.get_session_auth_hash(),
        until=time.time() + SECONDS,
        began=time.time(),
        next=wanted,
    )


def half_way(request: HttpRequest) -> HalfWay | None:
    found: HalfWay | None = request.session.get(HALF_WAY)
    return found if found and time.time() < found["until"] else None


def give_longer(request: HttpRequest, found: HalfWay) -> int:
    """Each page begins their time afresh. How many seconds there are now."""
    now = time.time()
    until = min(now + SECONDS, found.get("began", now) + MOST_SECONDS)
    request.session[HALF_WAY] = HalfWay({**found, "until": until})
    return max(0, int(until - now))


def person_half_way(request: HttpRequest) -> User | None:
    found = half_way(request)
    user = User.objects.filter(pk=found["who"], is_active=True, is_staff=True).first() if found else None
    if user is None or not found or not constant_time_compare(found["password"], user.get_session_auth_hash()):
        return None
    return user
