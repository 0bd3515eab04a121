"""Raising alarms and ending them."""

from datetime import datetime

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from repairs.log.alarms.conditions import Standing, standing
from repairs.log.alarms.owed import tell_what_is_owed
from repairs.log.models import Alarm

log = structlog.get_logger(__name__)


def watch(now: datetime | None = None) -> None:
    """Once a minute. The council is written to when an alarm begins and when it is over, and not in between."""
    now = now or timezone.now()
    for kind in Alarm.Kind:
        found = standing(kind, now)
        alarm = Alarm.objects.filter(kind=kind, over_at=None).first()
        if found and alarm is None:
            begin(kind, found, now)
        elif found and alarm:
            Alarm.objects.filter(pk=alarm.pk).update(detail=found.as_detail())
        elif alarm:
            end(alarm, now)
    tell_what_is_owed(now)


def begin(kind: Alarm.Kind, found: Standing, now: datetime) -> None:
    try:
        with transaction.atomic():
            Alarm.objects.create(kind=kind, began_at=now, detail=found.as_detail())
    except IntegrityError:
        # Another process was first.
        return
    log.error("alarm_began", alarm=kind.value, rows=found.rows, since=found.since.isoformat())


def end(alarm: Alarm, now: datetime) -> None:
    if Alarm.objects.filter(pk=alarm.pk, over_at=None).update(over_at=now):
        log.warning("alarm_over", alarm=alarm.kind, began=alarm.began_at.isoformat())
