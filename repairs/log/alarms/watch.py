"""Raising alarms and ending them."""

from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from repairs.log.alarms.conditions import BARS, Standing, standing
from repairs.log.alarms.tell import tell_council
from repairs.log.alarms.words import alarm_began, alarm_over
from repairs.log.models import Alarm

log = structlog.get_logger(__name__)

BAR_TOLD_AGAIN_AFTER = timedelta(hours=1)


def watch(now: datetime | None = None) -> None:
    """Once a minute. The council is written to when an alarm begins and when it is over, and not in between."""
    now = now or timezone.now()
    for kind in Alarm.Kind:
        found = standing(kind, now)
        alarm = Alarm.objects.filter(kind=kind, over_at=None).first()
        if found and alarm is None:
            alarm = begin(kind, found, now)
        elif found and alarm:
            Alarm.objects.filter(pk=alarm.pk).update(detail=found.as_detail())
        elif alarm and end(alarm, now):
            continue
        if found and alarm:
            tell_of_beginning(alarm, found, now)


def begin(kind: Alarm.Kind, found: Standing, now: datetime) -> Alarm | None:
    """None where another process was first."""
    try:
        with transaction.atomic():
            alarm = Alarm.objects.create(kind=kind, began_at=now, detail=found.as_detail())
    except IntegrityError:
        return None
    log.error("alarm_began", alarm=kind.value, rows=found.rows, since=found.since.isoformat())
    return alarm


def tell_of_beginning(alarm: Alarm, found: Standing, now: datetime) -> None:
    """One UPDATE decides who tells. What could not be told is told a minute later.

    A bar may come and go with each message, as with a key that sends to the council's team: it is told once an hour.
    """
    if alarm.kind in BARS and told_lately(alarm, now):
        return
    if not Alarm.objects.filter(pk=alarm.pk, told_at=None, over_at=None).update(told_at=now):
        return
    subject, body = alarm_began(Alarm.Kind(alarm.kind), found)
    if not tell_council(subject, body, reference=f"alarm-{alarm.pk}-began"):
        Alarm.objects.filter(pk=alarm.pk, told_at=now).update(told_at=None)


def told_lately(alarm: Alarm, now: datetime) -> bool:
    others = Alarm.objects.filter(kind=alarm.kind, told_at__gt=now - BAR_TOLD_AGAIN_AFTER)
    return others.exclude(pk=alarm.pk).exists()


def end(alarm: Alarm, now: datetime) -> bool:
    """Whoever was not told that it began need not hear that it is over."""
    if not Alarm.objects.filter(pk=alarm.pk, over_at=None).update(over_at=now):
        return False
    log.warning("alarm_over", alarm=alarm.kind, began=alarm.began_at.isoformat())
    if alarm.told_at:
        subject, body = alarm_over(Alarm.Kind(alarm.kind), alarm.began_at, now)
        tell_council(subject, body, reference=f"alarm-{alarm.pk}-over")
    return True
