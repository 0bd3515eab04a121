"""How much each of the staff may look up: a session that was stolen must not list the register, or its callers."""

from datetime import datetime

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from repairs.limits.counting import Limit, take
from repairs.limits.waiting import wait_until
from repairs.staff.pages import staff_page

# Somebody who types is shown a few homes at every other letter.
SUGGESTIONS_FOR_A_SEARCH = 4

log = structlog.get_logger(__name__)


def wait_after_looking(staff_id: int, now: datetime) -> datetime | None:
    """Counts a page of homes or callers, or the page of one home. None, or until when to wait."""
    return counted(
        "homes and callers looked up by one of the staff", settings.SEARCHES_AN_HOUR_PER_PERSON, staff_id, now
    )


def wait_after_suggesting(staff_id: int, now: datetime) -> datetime | None:
    most = settings.SEARCHES_AN_HOUR_PER_PERSON * SUGGESTIONS_FOR_A_SEARCH
    return counted("homes suggested to one of the staff", most, staff_id, now)


def counted(what: str, most: int, staff_id: int, now: datetime) -> datetime | None:
    until = take([(Limit(what, most), str(staff_id))], now)
    if until is not None:
        log.warning("too_many_searches", staff=staff_id)
    return until


def too_many(request: HttpRequest, until: datetime) -> HttpResponse:
    page = staff_page(request, "contact_centre/find/too-many.html", {"until": until}, status=429)
    return wait_until(until, timezone.now(), page)
