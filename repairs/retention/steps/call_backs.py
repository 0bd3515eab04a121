"""Emergencies that somebody was rung about and that were never sent as a report."""

from django.db.models import Q, QuerySet

from repairs.log.models import CallBack
from repairs.retention.steps.old_rows import empty
from repairs.retention.steps.step import Moment, Step


def old(moment: Moment) -> QuerySet[CallBack]:
    """Notice of a hazard, so they are kept as long as a record."""
    done = CallBack.objects.filter(repair=None, done_at__lt=moment.kept.records_before(moment.now))
    return done.filter(Q(home__isnull=False) | ~Q(note=""))


UNSENT_CALL_BACKS = Step(
    "call-backs",
    "Calls about reports that were never sent",
    lambda moment: old(moment).count(),
    lambda moment: empty(old(moment), home=None, note=""),
)
