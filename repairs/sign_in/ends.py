"""When a session of the staff ends: after a time with nothing in it, and in any case once a day."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

BEGAN, SEEN = "staff_began_at", "staff_seen_at"
IDLE, LONG = "idle", "long"
NOTED_EVERY = 60
"""Seconds. A session that was used within them is not written again."""


def begin_session(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Called for every way of signing in."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def is_signed_in(session: SessionBase) -> bool:
    return SESSION_KEY in session


def why_over(session: SessionBase | dict[str, Any], now: float) -> str | None:
    """A session whose beginning is not known is over."""
    if now >= session.get(BEGAN, 0) + settings.STAFF_SESSION_HOURS * 3600:
        return LONG
    return IDLE if idle_seconds_left(session, now) <= 0 else None


def seconds_left(session: SessionBase, now: float) -> int:
    """Until this session ends if nobody does anything."""
    ends_at = session.get(BEGAN, 0) + settings.STAFF_SESSION_HOURS * 3600
    return max(0, int(min(idle_seconds_left(session, now), ends_at - now)))


def can_stay(session: SessionBase, now: float) -> bool:
    """Whether using the pages gives longer. At the end of the longest time nothing does."""
    ends_at = float(session.get(BEGAN, 0) + settings.STAFF_SESSION_HOURS * 3600)
    return ends_at - now > settings.STAFF_IDLE_MINUTES * 60


def idle_seconds_left(session: SessionBase | dict[str, Any], now: float) -> float:
    return float(session.get(SEEN, 0) + settings.STAFF_IDLE_MINUTES * 60 - now)


def note_use(session: SessionBase, now: float) -> None:
    if now - session.get(SEEN, 0) >= NOTED_EVERY:
        session[SEEN] = int(now)
