"""Links to a report that is not sent yet: made by one of us, and of use until it is sent or taken back."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from repairs.council.kept_for import kept_for_now
from repairs.log.links import hash_token, link_token
from repairs.log.masked import masked
from repairs.log.models import DraftLink, Message
from repairs.log.nudge import nudge_outbox

MOST_DAYS = 7
TWICE_WITHIN = timedelta(minutes=1)
PURPOSE = b"draft-link:"


def send_draft_link(draft: UUID, channel: Message.Channel, contact: str, staff_id: int, now: datetime) -> bool:
    """False where the same was asked for a moment ago. In a transaction that has the draft."""
    to = masked(channel, contact)
    just_now = now - TWICE_WITHIN
    if DraftLink.objects.filter(draft=draft, channel=channel, sent_to=to, made_at__gt=just_now, ended_at=None).exists():
        return False
    nonce, expires_at = uuid4(), now + timedelta(days=min(MOST_DAYS, kept_for_now().drafts_days))
    link = DraftLink.objects.create(
        draft=draft,
        nonce=nonce,
        token_hash=hash_token(link_token(nonce, PURPOSE)),
        channel=channel,
        sent_to=to,
        staff_id=staff_id,
        made_at=now,
        expires_at=expires_at,
    )
    told = {"version": link.pk, "address": contact, "due_at": now, "too_late_at": expires_at}
    Message.objects.create(repair=None, kind=Message.Kind.DRAFT_LINK, channel=channel, **told)
    transaction.on_commit(nudge_outbox, robust=True)
    return True


def draft_link_for(token: str, now: datetime) -> DraftLink | None:
    """Unless it has ended or is too old."""
    return DraftLink.objects.filter(token_hash=hash_token(token), ended_at=None, expires_at__gt=now).first()


def still_opens(link: int, draft: UUID) -> bool:
    """For a browser in which it was opened."""
    return DraftLink.objects.filter(pk=link, draft=draft, ended_at=None).exists()


def end_draft_links(draft: UUID, now: datetime) -> None:
    DraftLink.objects.filter(draft=draft, ended_at=None).update(ended_at=now)


def url_in(message: Message) -> str:
    """Empty where the link has been forgotten meanwhile."""
    link = DraftLink.objects.filter(pk=message.version).first()
    return f"{settings.LINK_URL or settings.SITE_URL}/c/{link_token(link.nonce, PURPOSE)}" if link else ""
