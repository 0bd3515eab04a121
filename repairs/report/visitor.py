"""Which drafts this browser began: named in a signed cookie, so that residents need no session."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

COOKIE = f"{settings.COOKIE_PREFIX}drafts"
SALT = "repairs.report.drafts"
REMEMBERS = 20
LASTS_SECONDS = 7 * 24 * 60 * 60


def drafts_of(request: HttpRequest) -> list[UUID]:
    try:
        value = request.get_signed_cookie(COOKIE, salt=SALT, max_age=LASTS_SECONDS) or ""
        return [UUID(part) for part in value.split(".")]
    except (KeyError, BadSignature, ValueError):
        return []


def may_open(request: HttpRequest, draft: UUID) -> bool:
    return draft in drafts_of(request)


def remember(request: HttpRequest, response: HttpResponse, draft: UUID) -> None:
    others = [known for known in drafts_of(request) if known != draft]
    value = ".".join(str(known) for known in [draft, *others][:REMEMBERS])
    response.set_signed_cookie(
        COOKIE,
        value,
        salt=SALT,
        max_age=LASTS_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
