"""Which drafts this browser began, or opened with a link: named in a signed cookie, so that residents need no session.

One that was opened with a link is shown only as long as nobody of us has taken it back.
"""

import time
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, b62_decode
from django.http import HttpRequest, HttpResponse

from repairs.log.draft_links import still_opens

COOKIE = f"{settings.COOKIE_PREFIX}drafts"
SALT = "repairs.report.drafts"
REMEMBERS = 20
LASTS_SECONDS = 7 * 24 * 60 * 60
SENT_ANEW_SECONDS = 10 * 60
BEGUN_HERE = 0


def known_drafts(request: HttpRequest) -> Mapping[UUID, int]:
    """Newest first, each with the link that opened it. The cookie is looked at once a request."""
    known: Mapping[UUID, int] | None = getattr(request, "known_drafts", None)
    if known is None:
        known = drafts_in_cookie(request)
        request.known_drafts = known  # type: ignore[attr-defined]
    return known


def drafts_in_cookie(request: HttpRequest) -> Mapping[UUID, int]:
    try:
        value = request.get_signed_cookie(COOKIE, salt=SALT, max_age=LASTS_SECONDS) or ""
        parts = [part.partition("*") for part in value.split(".")]
        return {UUID(draft): int(link or BEGUN_HERE) for draft, _, link in parts}
    except (KeyError, BadSignature, ValueError):
        return {}


def drafts_of(request: HttpRequest) -> list[UUID]:
    return list(known_drafts(request))


def may_open(request: HttpRequest, draft: UUID) -> bool:
    link = known_drafts(request).get(draft)
    return link == BEGUN_HERE or (link is not None and still_opens(link, draft))


def remember(request: HttpRequest, response: HttpResponse, draft: UUID, link: int | None = None) -> None:
    """`link` opened it just now. Otherwise it is as the browser has it: begun here, or opened before.

    What it was sent a moment ago is not sent again.
    """
    known = known_drafts(request)
    before = known.get(draft)
    entry = link if link and before != BEGUN_HERE else before or BEGUN_HERE
    kept = {draft: entry} | {other: entry for other, entry in known.items() if other != draft}
    if list(kept.items()) == list(known.items()) and was_just_sent(request):
        return
    value = ".".join(f"{one}*{opened}" if opened else str(one) for one, opened in list(kept.items())[:REMEMBERS])
    response.set_signed_cookie(
        COOKIE,
        value,
        salt=SALT,
        max_age=LASTS_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def was_just_sent(request: HttpRequest) -> bool:
    """By the time that is signed with the cookie."""
    sent = b62_decode(request.COOKIES[COOKIE].split(":")[-2])
    return time.time() - sent < SENT_ANEW_SECONDS
