"""What the reports that are still here answered, told apart only by what the diagnosis counts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, CharField, Count, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from diagnosis.reports.alike import Alike
from repairs.homes.models import Home
from repairs.log.models import Repair
from repairs.report.answers import NOT_LISTED
from repairs.report.models import Draft
from repairs.report.setting import TENANCIES


def reports_still_here(tree_id: int, quiet_since: datetime) -> Iterator[Alike]:
    """Those that were sent are told by their repairs, which may outlive their drafts, and the others by their drafts.

    It is one query, so that a report that is sent meanwhile is told once.
    """
    quiet = ExpressionWrapper(Q(updated_at__lt=quiet_since), BooleanField())
    unsent = with_what_was_told(Draft.objects.filter(tree_id=tree_id, repair=None))
    drafts = grouped(unsent.annotate(quiet=quiet, sent=Value(False)))
    repairs = grouped(
        Repair.objects.filter(tree_id=tree_id)
        .order_by()
        .annotate(told=F("answers"), home_known=Value(True), quiet=Value(True), sent=Value(True))
    )
    for told, home_known, quiet_now, sent, number in drafts.union(repairs, all=True):
        yield Alike(told or {}, number, bool(home_known), bool(quiet_now), bool(sent))


def grouped(reports: QuerySet[Any]) -> QuerySet[Any, Any]:
    kinds: QuerySet[Any] = reports.values("told", "home_known", "quiet", "sent").annotate(number=Count("pk"))
    return kinds.values_list("told", "home_known", "quiet", "sent", "number")


def with_what_was_told(drafts: QuerySet[Draft]) -> QuerySet[Any]:
    """With the answers to the diagnosis, and whether all was said that comes before the pages which wait for a home."""
    tenancies = Home.objects.filter(tenure__in=TENANCIES).annotate(name=Cast("pk", CharField())).values("name")
    known = (
        Q(given__what_we_do__isnull=False)
        | Q(given__home=NOT_LISTED, given__address__isnull=False)
        | Q(home_name__in=tenancies)
    )
    return drafts.annotate(
        told=F("given__questions"),
        home_name=KT("given__home"),
        home_known=Case(When(known, then=True), default=False, output_field=BooleanField()),
    )
