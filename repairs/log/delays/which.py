"""Which repairs a note is for."""

from datetime import datetime, time

from django.db.models import QuerySet

from repairs.council.deadlines import LONDON, end_of_day
from repairs.council.models import Priority
from repairs.log.models import DelayNote, JobState, Repair


def repairs_for(note: DelayNote) -> QuerySet[Repair]:
    """Those that are still to be done. A note for many is never for an emergency: nobody is to read that it waits."""
    still_to_do = Repair.objects.filter(cancelled_at=None).exclude(works_order__job_state=JobState.COMPLETED)
    if note.repair_id:
        return still_to_do.filter(pk=note.repair_id)
    alike = still_to_do.exclude(priority__measure=Priority.Measure.EMERGENCY)
    if note.trade_id:
        alike = alike.filter(trade=note.trade_id)
    if note.patch_id:
        alike = alike.filter(home__patch=note.patch_id)
    if note.reported_from:
        alike = alike.filter(reported_at__gte=datetime.combine(note.reported_from, time(), LONDON))
    if note.reported_until:
        alike = alike.filter(reported_at__lte=end_of_day(note.reported_until))
    return alike
