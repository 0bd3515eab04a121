"""Rows that are of no use after a while, whoever they are about."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet

from appointments.models import Leave
from repairs.limits.models import Count
from repairs.log.models import AccessCode, ContactChange, LostReference
from repairs.retention.models import Round
from repairs.retention.steps.step import Moment, Step
from repairs.tables.models import Upload
from repairs.tables.uploads import KEEP

BATCH = 500
DAY, YEAR = timedelta(days=1), timedelta(days=365)
SIGN_INS_KEPT = timedelta(days=180)

Rows = Callable[[Moment], "QuerySet[Any]"]


def delete_in_batches(rows: QuerySet[Any]) -> Iterator[int]:
    while some := list(rows.order_by().values_list("pk", flat=True)[:BATCH]):
        rows.model._base_manager.filter(pk__in=some).delete()
        yield len(some)


def empty(rows: QuerySet[Any], **left: Any) -> Iterator[int]:
    """`rows` are those that still hold something else."""
    while some := list(rows.order_by().values_list("pk", flat=True)[:BATCH]):
        yield rows.model._base_manager.filter(pk__in=some).update(**left)


def deleting(name: str, words: str, rows: Rows) -> Step:
    return Step(name, words, lambda moment: rows(moment).count(), lambda moment: delete_in_batches(rows(moment)))


def signing_in(name: str, words: str, model: type[Model]) -> Step:
    return deleting(name, words, lambda moment: model._base_manager.filter(attempt_time__lt=moment.now - SIGN_INS_KEPT))


def old_leave(moment: Moment) -> QuerySet[Leave]:
    return Leave.objects.filter(last_day__lt=(moment.now - YEAR).date()).exclude(reason="")


OLD_ROWS = (
    deleting(
        "lost-references",
        "Requests for lost references",
        lambda moment: LostReference.objects.filter(asked_at__lt=moment.now - DAY),
    ),
    deleting("codes", "Codes to get in", lambda moment: AccessCode.objects.filter(expires_at__lt=moment.now - DAY)),
    deleting(
        "contact-changes",
        "Changes of contact",
        lambda moment: ContactChange.objects.filter(expires_at__lt=moment.now - DAY),
    ),
    deleting("counts", "Counted tries", lambda moment: Count.objects.filter(ends_at__lte=moment.now)),
    deleting("uploads", "Uploaded files", lambda moment: Upload.objects.filter(at__lt=moment.now - KEEP)),
    deleting("sessions", "Staff sessions", lambda moment: Session.objects.filter(expire_date__lt=moment.now)),
    signing_in("sign-ins", "Staff signing in", AccessLog),
    signing_in("sign-in-attempts", "Attempts to sign in", AccessAttempt),
    signing_in("sign-in-failures", "Attempts to sign in that failed", AccessFailureLog),
    Step(
        "leave",
        "Reasons for leave",
        lambda moment: old_leave(moment).count(),
        lambda moment: empty(old_leave(moment), reason=""),
    ),
    deleting("rounds", "Notes of this work", lambda moment: Round.objects.filter(began_at__lt=moment.now - YEAR)),
)
