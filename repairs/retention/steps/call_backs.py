"""Emergencies that somebody was rung about and that were never sent as a report."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from repairs.log.models import CallBack, CallBackNote
from repairs.retention.steps.old_rows import delete_in_batches, empty
from repairs.retention.steps.step import Moment, Step


def old(moment: Moment) -> QuerySet[CallBack]:
    """Notice of a hazard, so they are kept as long as a record."""
    done = CallBack.objects.filter(repair=None, done_at__lt=moment.kept.records_before(moment.now))
    noted = Exists(CallBackNote.objects.filter(call_back=OuterRef("pk")))
    return done.filter(Q(home__isnull=False) | Q(begun_as__isnull=False) | ~Q(note="") | noted)


def forget(moment: Moment) -> Iterator[int]:
    yield from delete_in_batches(CallBackNote.objects.filter(call_back__in=old(moment)))
    yield from empty(old(moment), home=None, note="", begun_as=None)


UNSENT_CALL_BACKS = Step(
    "call-backs", "Calls about reports that were never sent", lambda moment: old(moment).count(), forget
)
