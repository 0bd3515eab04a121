"""Emails about alarms that are still owed. Each is sent once, or again where a process died before it could note it."""

from datetime import datetime, timedelta

from django.db.models import Q

from repairs.log.alarms.conditions import BARS, Standing
from repairs.log.alarms.tell import tell_council
from repairs.log.alarms.words import alarm_began, alarm_over
from repairs.log.models import Alarm

LEASE = timedelta(minutes=2)
"""Longer than a task may take."""
BAR_TOLD_AGAIN_AFTER = timedelta(hours=1)

BEGINNING = Q(told_at=None, over_at=None)
# Whoever was not told that it began need not hear that it is over.
END = Q(told_at__isnull=False, over_at__isnull=False, over_told_at=None)


def tell_what_is_owed(now: datetime) -> None:
    """What cannot be told now is told a minute later. What keeps one email from going keeps the next, which would only
    take as long again to fail."""
    for alarm in Alarm.objects.filter(BEGINNING | END).order_by("pk"):
        if alarm.over_at is None and alarm.kind in BARS and told_lately(alarm, now):
            continue
        if claim(alarm, now) and not tell(alarm, now):
            return


def told_lately(alarm: Alarm, now: datetime) -> bool:
    """A bar may come and go with each message, as with a key that sends to the council's team."""
    others = Alarm.objects.filter(kind=alarm.kind, told_at__gt=now - BAR_TOLD_AGAIN_AFTER)
    return others.exclude(pk=alarm.pk).exists()


def claim(alarm: Alarm, now: datetime) -> bool:
    """One UPDATE decides who tells, of a beginning or of an end."""
    free = Q(telling_until=None) | Q(telling_until__lt=now)
    as_read = {"pk": alarm.pk, "told_at": alarm.told_at, "over_at": alarm.over_at, "over_told_at": None}
    return bool(Alarm.objects.filter(free, **as_read).update(telling_until=now + LEASE))


def tell(alarm: Alarm, now: datetime) -> bool:
    """Whether it went."""
    if alarm.over_at is None:
        what, done = "began", {"told_at": now}
        subject, body = alarm_began(Alarm.Kind(alarm.kind), Standing.of_detail(alarm.detail))
    else:
        what, done = "over", {"over_told_at": now}
        subject, body = alarm_over(Alarm.Kind(alarm.kind), alarm.began_at, alarm.over_at)
    went = tell_council(subject, body, reference=f"alarm-{alarm.pk}-{what}")
    Alarm.objects.filter(pk=alarm.pk).update(telling_until=None, **(done if went else {}))
    return went
