"""What planners work through, each list with what comes first on top."""

from datetime import datetime

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from repairs.log.changeable import ABOUT_VISITS
from repairs.log.models import CallBack, Enquiry, Event, JobState, Repair, WorksOrder
from repairs.log.planning import visits_to_plan

BY_LAW = Q(rtr_due__isnull=False) | Q(investigate_by__isnull=False)
OF_REPAIR = {"repair": OuterRef("pk")}


def to_book(now: datetime) -> QuerySet[Repair]:
    """With the kind of what happened last to a visit, so that the page need not ask for each."""
    about = Event.objects.filter(**OF_REPAIR, kind__in=ABOUT_VISITS).order_by("-at", "-pk")
    return shown(visits_to_plan(now)).annotate(last_of_visits=Subquery(about.values("kind")[:1]))


def late(now: datetime) -> QuerySet[Repair]:
    """Open and past their target: those with a date that the law sets first.

    What was never ordered, and settled with a call, is over.
    """
    order = WorksOrder.objects.filter(**OF_REPAIR)
    rung = ~Exists(order) & Exists(CallBack.objects.filter(**OF_REPAIR, done_at__isnull=False))
    still_open = Repair.objects.filter(cancelled_at=None, due_at__lt=now).exclude(
        works_order__job_state=JobState.COMPLETED
    )
    by_law = Case(When(BY_LAW, then=Value(0)), default=Value(1), output_field=IntegerField())
    return shown(still_open.exclude(rung).order_by(by_law, "due_at", "pk"))


def enquiries_due() -> QuerySet[Enquiry]:
    waiting = Enquiry.objects.filter(answered_at=None).order_by("due_at", "pk")
    return waiting.select_related("repair__trade", "repair__home__patch", "owner")


def shown(rows: QuerySet[Repair]) -> QuerySet[Repair]:
    return rows.select_related("priority", "trade", "home__patch", "appointment", "works_order", "call_back")
