"""What stands now, for whoever opens the admin."""

from django.utils import timezone

from repairs.log.alarms.conditions import standing
from repairs.log.alarms.words import alarm_line
from repairs.log.models import Alarm


def lines_to_show() -> list[str]:
    now = timezone.now()
    found = {kind: standing(kind, now) for kind in Alarm.Kind}
    return [alarm_line(kind, what) for kind, what in found.items() if what]
