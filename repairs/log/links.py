"""Links to a repair: 192 bits, stored as a hash, made again from the secret key when a message needs one."""

import hashlib
import hmac
import string
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from repairs.log.models import Repair, RepairLink
from repairs.statements import Gap, Read

LASTS = timedelta(days=180)
TOKEN_BYTES = 24
TOKEN_LENGTH = 33
LETTERS = string.ascii_letters + string.digits


def new_link(repair: Repair, **other: Any) -> RepairLink:
    return RepairLink.objects.create(repair=repair, access_version=repair.access_version, **{**new_key(), **other})


def new_key() -> dict[str, Any]:
    """What makes a row a link that opens something."""
    nonce = uuid.uuid4()
    return {"nonce": nonce, "token_hash": hash_token(link_token(nonce)), "expires_at": timezone.now() + LASTS}


def link_token(nonce: uuid.UUID, purpose: bytes = b"repair-link:") -> str:
    """Letters and digits only: phones drop a hyphen at the end of a link."""
    digest = hmac.new(settings.SECRET_KEY.encode(), purpose + nonce.bytes, hashlib.sha256).digest()
    number, token = int.from_bytes(digest[:TOKEN_BYTES], "big"), ""
    for _ in range(TOKEN_LENGTH):
        number, place = divmod(number, len(LETTERS))
        token += LETTERS[place]
    return token


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_url(link: RepairLink) -> str:
    return f"{settings.LINK_URL or settings.SITE_URL}/r/{link_token(link.nonce)}"


def link_for_token(token: str) -> RepairLink | None:
    """Unless the link has been cancelled or is too old.

    One that was made for a contact whose access had ended meanwhile opens nothing.
    """
    links = RepairLink.objects.select_related("repair").filter(access_version=F("repair__access_version"))
    return links.filter(token_hash=hash_token(token), cancelled_at=None, expires_at__gt=timezone.now()).first()


def repair_for_token(token: str) -> Repair | None:
    """The repair of a link that works."""
    link = link_for_token(token)
    return link.repair if link else None


OPEN = Read(
    lambda: RepairLink.objects.filter(
        repair=Gap(Repair, "id", "repair"),
        opens_all_of="",
        cancelled_at=None,
        access_version=Gap(RepairLink, "access_version"),
        expires_at__gt=Gap(RepairLink, "expires_at", "now"),
    ).order_by("-pk")
)
"""The newest first."""


def link_of(repair: Repair) -> str:
    """A link that opens the repair on any device. After the secret key has changed, a new one."""
    links = OPEN.all(repair=repair.pk, access_version=repair.access_version, now=timezone.now())
    known = next((link for link in links if hash_token(link_token(link.nonce)) == link.token_hash), None)
    return link_url(known or new_link(repair))
