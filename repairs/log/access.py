"""Which repairs this browser may show: named in a signed cookie once a link or a code has opened one, or it was sent.

The cookie says with which version of access each was opened. When that is ended, the version goes up.
"""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from repairs.log.models import Repair

COOKIE = f"{settings.COOKIE_PREFIX}repairs"
SALT = "repairs.log.access"
REMEMBERS = 10
LASTS_SECONDS = 24 * 60 * 60


def granted(request: HttpRequest) -> Mapping[str, int]:
    """The version of access by reference, newest first. `may_show` says whether it still holds."""
    try:
        value = request.get_signed_cookie(COOKIE, salt=SALT, max_age=LASTS_SECONDS) or ""
        entries = [entry.partition("*") for entry in value.split(".") if entry]
        return {reference: int(version or 0) for reference, _, version in entries}
    except (KeyError, BadSignature, ValueError):
        return {}


def may_show(request: HttpRequest, repair: Repair) -> bool:
    return granted(request).get(repair.reference) == repair.access_version


def grant_repair(request: HttpRequest, response: HttpResponse, repair: Repair) -> None:
    grant_repairs(request, response, [repair])


def grant_repairs(request: HttpRequest, response: HttpResponse, repairs: Iterable[Repair]) -> None:
    new = {repair.reference: repair.access_version for repair in repairs}
    keep(response, {**new, **{known: at for known, at in granted(request).items() if known not in new}})


def end_grant(request: HttpRequest, response: HttpResponse, repair: Repair) -> None:
    keep(response, {known: at for known, at in granted(request).items() if known != repair.reference})


def keep(response: HttpResponse, grants: Mapping[str, int]) -> None:
    entries = [f"{reference}*{version}" for reference, version in grants.items()]
    response.set_signed_cookie(
        COOKIE,
        ".".join(entries[:REMEMBERS]),
        salt=SALT,
        max_age=LASTS_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
