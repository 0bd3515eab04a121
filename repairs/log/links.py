"""Links to a repair: 192 bits, stored as a hash, made again from the secret key when a message needs one."""

import base64
import hashlib
import hmac
import uuid
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from repairs.log.models import Repair, RepairLink

LASTS = timedelta(days=180)
TOKEN_BYTES = 24


def new_link(repair: Repair) -> RepairLink:
    nonce = uuid.uuid4()
    return RepairLink.objects.create(
        repair=repair, nonce=nonce, token_hash=hash_token(link_token(nonce)), expires_at=timezone.now() + LASTS
    )


def link_token(nonce: uuid.UUID) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), b"repair-link:" + nonce.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_url(link: RepairLink) -> str:
    return f"{settings.SITE_URL}/r/{link_token(link.nonce)}"


def repair_for_token(token: str) -> Repair | None:
    """The repair that a link opens, unless the link has been cancelled or is too old."""
    links = RepairLink.objects.select_related("repair")
    link = links.filter(token_hash=hash_token(token), cancelled_at=None, expires_at__gt=timezone.now()).first()
    return link.repair if link else None


def link_of(repair: Repair) -> str:
    """A link that opens the repair on any device."""
    link = repair.links.filter(cancelled_at=None, expires_at__gt=timezone.now()).order_by("pk").last()
    return link_url(link or new_link(repair))
