"""Codes to get in to a repair: six digits, sent to the contact on file, for ten minutes and ten tries."""

import hashlib
import hmac
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.utils.crypto import constant_time_compare

from repairs.log.messages import add_message, channel_for
from repairs.log.models import AccessCode, Event, Message, Repair
from repairs.log.models.access_code import MOST_TRIES
from repairs.log.nudge import nudge_outbox

LASTS = timedelta(minutes=10)
DIGITS = 6
KEPT_FOR = timedelta(days=1)


def send_code(repair: Repair, channel: Message.Channel, now: datetime) -> None:
    """Takes the place of any code before it."""
    with transaction.atomic():
        end_codes(repair, now)
        code = AccessCode.objects.create(repair=repair, expires_at=now + LASTS)
        add_message(repair, Message.Kind.CODE, channel, version=code.pk, due_at=now, too_late_at=code.expires_at)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)


def way_for_code(repair: Repair) -> Message.Channel | None:
    """None where somebody asked to be rung: then a person lets them in, on the phone."""
    return channel_for(repair)


def use_code(reference: str, typed: str, now: datetime) -> Repair | None:
    """The repair that the code lets somebody in to, once. None alike for a wrong code, an old one, and none at all."""
    newest = AccessCode.objects.filter(repair__reference=reference).select_related("repair").order_by("-pk").first()
    given = AccessCode(pk=0, nonce=uuid.UUID(int=0)) if newest is None else newest
    live = AccessCode.objects.filter(pk=given.pk, ended_at=None, expires_at__gt=now, tries__lt=MOST_TRIES)
    # Counted before it is looked at, so that many at once are no more than ten.
    counted = live.update(tries=F("tries") + 1)
    same = constant_time_compare(digits_of(given), typed)
    if newest is None or not counted or not same:
        return None
    with transaction.atomic():
        if not AccessCode.objects.filter(pk=newest.pk, ended_at=None).update(ended_at=now):
            return None
        Event.objects.create(repair=newest.repair, kind=Event.Kind.GOT_IN, at=now)
    return newest.repair


def seconds_left(repair: Repair, now: datetime) -> int:
    """That the newest code still works for. None where it does not."""
    until = AccessCode.objects.filter(repair=repair, ended_at=None).aggregate(until=Max("expires_at"))["until"]
    return max(0, int((until - now).total_seconds())) if until else 0


def channel_of_code(repair: Repair) -> Message.Channel | None:
    """By which the newest code was sent."""
    sent = Message.objects.filter(repair=repair, kind=Message.Kind.CODE).order_by("-version", "-pk").first()
    return Message.Channel(sent.channel) if sent else None


def digits_of(code: AccessCode) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), b"repair-code:" + code.nonce.bytes, hashlib.sha256).digest()
    return f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}}"


def end_codes(repair: Repair, now: datetime) -> None:
    AccessCode.objects.filter(repair=repair, ended_at=None).update(ended_at=now)


def is_live(message: Message, now: datetime) -> bool:
    """Whether the code that a message carries still opens anything."""
    return AccessCode.objects.filter(pk=message.version, ended_at=None, expires_at__gt=now).exists()


def code_in(message: Message) -> str:
    code = AccessCode.objects.filter(pk=message.version).first()
    return digits_of(code) if code else ""


def forget_codes(now: datetime) -> int:
    """How many were of no use any more."""
    return AccessCode.objects.filter(expires_at__lt=now - KEPT_FOR).delete()[0]
