"""Which repairs this browser may show: named in a signed cookie once a link or a code has opened one, or it was sent.

The cookie says with which version of access each was opened. When that is ended, the version goes up. It also says
where the browser has proved that it reads what we send to the contact: by a code, or by a link to all repairs of it.
The link of one repair proves nothing, because it is on the page of whoever sent the report, and meant to be handed on.

While staff help somebody, the cookie is neither read nor written: it is that of whoever else uses this browser.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from repairs.log.helping import staff_helping
from repairs.log.models import Message, Repair
from repairs.log.own_repairs import contact_of

COOKIE = f"{settings.COOKIE_PREFIX}repairs"
SALT = "repairs.log.access"
REMEMBERS = 10
LASTS_SECONDS = 24 * 60 * 60
PROOF_LENGTH = 12


@dataclass(frozen=True)
class Grant:
    version: int
    proof: str = ""
    """Of the contact that was proved. Empty for none."""

    def opens(self, repair: Repair) -> bool:
        return self.version == repair.access_version

    def proves(self, repair: Repair) -> Message.Channel | None:
        """By which channel this browser reads what goes to the contact that the repair has now."""
        if not self.proof or not self.opens(repair):
            return None
        return next((one for one in Message.Channel if hmac.compare_digest(self.proof, proof_of(repair, one))), None)


def grants(request: HttpRequest) -> Mapping[str, Grant]:
    """By reference, newest first. `may_show` says whether one still holds. The cookie is looked at once a request."""
    if staff_helping() is not None:
        return {}
    known: Mapping[str, Grant] | None = getattr(request, "known_grants", None)
    if known is None:
        known = grants_in_cookie(request)
        request.known_grants = known  # type: ignore[attr-defined]
    return known


def grants_in_cookie(request: HttpRequest) -> Mapping[str, Grant]:
    try:
        value = request.get_signed_cookie(COOKIE, salt=SALT, max_age=LASTS_SECONDS) or ""
        entries = [entry.split("*") for entry in value.split(".") if entry]
        return {reference: Grant(int(more[0] if more else 0), *more[1:2]) for reference, *more in entries}
    except (KeyError, BadSignature, ValueError):
        return {}


def granted(request: HttpRequest) -> Mapping[str, int]:
    """The version of access by reference, newest first."""
    return {reference: grant.version for reference, grant in grants(request).items()}


def may_show(request: HttpRequest, repair: Repair) -> bool:
    grant = grants(request).get(repair.reference)
    return grant is not None and grant.opens(repair)


def grant_repair(
    request: HttpRequest, response: HttpResponse, repair: Repair, proved: Message.Channel | None = None
) -> None:
    grant_repairs(request, response, [repair], proved)


def grant_repairs(
    request: HttpRequest, response: HttpResponse, repairs: Iterable[Repair], proved: Message.Channel | None = None
) -> None:
    """`proved` is the channel by which whoever asks has just shown that they read what goes to the contact."""
    known = grants(request)
    new = {repair.reference: new_grant(repair, known.get(repair.reference), proved) for repair in repairs}
    keep(response, {**new, **{reference: grant for reference, grant in known.items() if reference not in new}})


def new_grant(repair: Repair, before: Grant | None, proved: Message.Channel | None) -> Grant:
    """What was proved before stays so until the access ends."""
    proof = proof_of(repair, proved) if proved else before.proof if before and before.opens(repair) else ""
    return Grant(repair.access_version, proof)


def proof_of(repair: Repair, channel: Message.Channel) -> str:
    """Says nothing of the contact, and is another once that has changed. Nothing proves a contact that is not there."""
    contact = contact_of(repair, channel).lower()
    named = f"proved-contact:{channel}:{contact}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), named, hashlib.sha256).hexdigest()[:PROOF_LENGTH] if contact else ""


def end_grant(request: HttpRequest, response: HttpResponse, repair: Repair) -> None:
    keep(response, {known: grant for known, grant in grants(request).items() if known != repair.reference})


def keep(response: HttpResponse, kept: Mapping[str, Grant]) -> None:
    if staff_helping() is not None:
        return
    entries = ["*".join(filter(None, (name, str(grant.version), grant.proof))) for name, grant in kept.items()]
    response.set_signed_cookie(
        COOKIE,
        ".".join(entries[:REMEMBERS]),
        salt=SALT,
        max_age=LASTS_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
