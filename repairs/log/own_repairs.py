"""The repairs of one contact: all that give the same phone or email, and are open or not a year old."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Lower

from repairs.log.models import JobState, Message, Repair, RepairLink

BACK_TO = timedelta(days=365)
MOST = 10


def repairs_of(channel: str, contact: str, now: datetime) -> list[Repair]:
    """Newest first."""
    if not contact:
        return []
    same = Q(phone=contact) if channel == Message.Channel.TEXT else Q(lower_email=contact.lower())
    finished = Q(works_order__job_state=JobState.COMPLETED)
    is_open = Q(cancelled_at=None) & ~finished
    recent = Q(reported_at__gte=now - BACK_TO)
    repairs = Repair.objects.select_related("priority", "works_order").alias(lower_email=Lower("email"))
    return list(repairs.filter(same).filter(recent | is_open).order_by("-reported_at", "-pk")[:MOST])


def contact_of(repair: Repair, channel: str) -> str:
    return repair.phone if channel == Message.Channel.TEXT else repair.email


def opened_by(link: RepairLink, now: datetime) -> list[Repair]:
    """What a link opens: its repair, or all that have the contact which the link was sent to."""
    if not link.opens_all_of:
        return [link.repair]
    return repairs_of(link.opens_all_of, contact_of(link.repair, link.opens_all_of), now)
