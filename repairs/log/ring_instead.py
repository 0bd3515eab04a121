"""Ringing somebody whom a message cannot reach by any channel."""

from datetime import datetime

from django.db.models import Q

from repairs.log.call_backs import ring_with_news
from repairs.log.models import CallBack, Message

State, Delivery = Message.State, Message.Delivery

FAILED = [Delivery.TEMPORARY_FAILURE, Delivery.PERMANENT_FAILURE, Delivery.TECHNICAL_FAILURE]
MAY_YET_ARRIVE = Q(state=State.WAITING) | (Q(state=State.SENT) & ~Q(delivery__in=FAILED))


def ring_instead(message: Message, now: datetime) -> None:
    """Asks for a call with the news, once for each message, unless it still goes another way. In a transaction."""
    same = Message.objects.filter(repair=message.its_repair, kind=message.kind, version=message.version)
    if not same.filter(MAY_YET_ARRIVE).exclude(pk=message.pk).exists():
        news = f"This message did not reach them: {message.get_kind_display().lower()}."
        ring_with_news(message.its_repair, news, now, CallBack.Reason.UNDELIVERED)
