"""Which repair this browser has given reference and postcode of: enough for where it has got to, and no more.

It also keeps until when a code works that this browser asked for. Whoever did not ask is not told that there is one.
"""

from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from repairs.log.models import Repair

COOKIE = f"{settings.COOKIE_PREFIX}found"
SALT = "repairs.manage.find.found"
LASTS_SECONDS = 30 * 60


def remember_found(response: HttpResponse, reference: str, code_until: int = 0) -> None:
    """`code_until` in seconds since 1970; 0 where no code was asked for."""
    kept = f"{reference} {code_until}"
    response.set_signed_cookie(
        COOKIE, kept, salt=SALT, max_age=LASTS_SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def found_repair(request: HttpRequest) -> Repair | None:
    reference, _ = kept_by(request)
    repairs = Repair.objects.select_related("priority", "works_order")
    return repairs.filter(reference=reference).first() if reference else None


def code_until(request: HttpRequest) -> int:
    return kept_by(request)[1]


def code_seconds_left(request: HttpRequest, now: datetime) -> int:
    """That the code works for which this browser asked for last. 0 where it asked for none."""
    return max(0, code_until(request) - int(now.timestamp()))


def kept_by(request: HttpRequest) -> tuple[str, int]:
    try:
        kept = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=LASTS_SECONDS) or ""
    except BadSignature:
        return "", 0
    reference, _, until = kept.partition(" ")
    return reference, int(until or 0)
