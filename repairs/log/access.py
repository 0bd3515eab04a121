"""Which repairs this browser may show: named in a signed cookie once a link has been opened or a report sent."""

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from repairs.log.models import Repair

COOKIE = f"{settings.COOKIE_PREFIX}repairs"
SALT = "repairs.log.access"
REMEMBERS = 10
LASTS_SECONDS = 24 * 60 * 60


def granted(request: HttpRequest) -> list[str]:
    try:
        return (request.get_signed_cookie(COOKIE, salt=SALT, max_age=LASTS_SECONDS) or "").split(".")
    except (KeyError, BadSignature):
        return []


def grant_repair(request: HttpRequest, response: HttpResponse, repair: Repair) -> None:
    references = [repair.reference, *(known for known in granted(request) if known != repair.reference)]
    response.set_signed_cookie(
        COOKIE,
        ".".join(references[:REMEMBERS]),
        salt=SALT,
        max_age=LASTS_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
