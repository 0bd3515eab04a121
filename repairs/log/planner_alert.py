"""Writing to planners about repairs that nobody can come to in time: once about each, several in one email."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from repairs.council.models import Council
from repairs.log.models import AlertedVisit, DeliveryAttempt, PlannerAlert, Repair
from repairs.log.notify import MessageGatewayDown, MessageRefused, message_gateway
from repairs.log.outbox.backoff import is_over, next_try
from repairs.log.planning import visits_to_plan

log = structlog.get_logger(__name__)

MOST_LINES = 50
# Longer than the gateway takes to answer.
LEASE = timedelta(minutes=5)

State, Outcome = PlannerAlert.State, DeliveryAttempt.Outcome


def alert_planners(now: datetime | None = None) -> None:
    now = now or timezone.now()
    gather(now)
    send_due(now)


def send_due(now: datetime) -> None:
    for alert in PlannerAlert.objects.due(now).order_by("due_at", "pk"):
        if claim(alert, now):
            send(alert, now)


def gather(now: datetime) -> PlannerAlert | None:
    """An email to be sent about every repair that planners have not been written to about yet."""
    with transaction.atomic():
        # Two who gather at once would write about the same repairs.
        council = Council.objects.select_for_update().order_by("pk").first()
        if council is None or not council.planners_email:
            return None
        new = list(visits_to_plan(now).filter(planner_alert=None).values_list("pk", flat=True))
        if not new:
            return None
        alert = PlannerAlert.objects.create(created_at=now, wanted_at=now, due_at=now)
        AlertedVisit.objects.bulk_create(AlertedVisit(repair_id=pk, alert=alert) for pk in new)
    return alert


def claim(alert: PlannerAlert, now: datetime) -> bool:
    """Takes it for one worker: an UPDATE that only one of several can win."""
    due = PlannerAlert.objects.due(now).filter(pk=alert.pk)
    return bool(due.update(lease_until=now + LEASE, attempts=F("attempts") + 1))


def send(alert: PlannerAlert, now: datetime) -> None:
    alert.refresh_from_db()
    gateway, reference = message_gateway(), str(alert.key)
    address = Council.objects.order_by("pk").values_list("planners_email", flat=True).first()
    if not address:
        settle(alert, Outcome.DROPPED, now, state=State.DROPPED, last_problem="there is no address any more")
        return
    subject, body = words_of(alert)
    try:
        # An earlier attempt may have got there without our hearing of it.
        found = gateway.find(reference) if alert.attempts > 1 else None
        gateway_id = found or gateway.send_email(address, subject, body, reference=reference)
    except MessageGatewayDown as problem:
        log.warning("planners_not_told", alert=alert.pk, attempt=alert.attempts, problem=problem.reason)
        outcome = Outcome.UNKNOWN if problem.outcome_unknown else Outcome.LATER
        later = {"due_at": next_try(alert, now, at_least=problem.retry_after)}
        ends = {"state": State.NEEDS_PERSON} if is_over(alert, now) else later
        settle(alert, outcome, now, last_problem=problem.reason[:300], **ends)
    except MessageRefused as problem:
        log.error("planners_not_told", alert=alert.pk, problem=problem.reason)
        settle(alert, Outcome.REFUSED, now, state=State.NEEDS_PERSON, last_problem=problem.reason[:300])
    else:
        settle(alert, Outcome.SENT, now, state=State.SENT, sent_at=now, gateway_id=gateway_id, last_problem="")


def settle(alert: PlannerAlert, outcome: DeliveryAttempt.Outcome, now: datetime, **fields: Any) -> None:
    rows = PlannerAlert.objects.filter(pk=alert.pk, state=State.WAITING, attempts=alert.attempts)
    with transaction.atomic():
        if rows.update(lease_until=None, **fields):
            tried = {"row": DeliveryAttempt.Row.PLANNERS, "row_id": alert.pk, "number": alert.attempts, "at": now}
            DeliveryAttempt.objects.create(**tried, outcome=outcome, problem=fields["last_problem"])


def words_of(alert: PlannerAlert) -> tuple[str, str]:
    """The subject and the body: nothing in them is about a person."""
    repairs = list(
        Repair.objects.filter(planner_alert__alert=alert)
        .select_related("trade", "home__patch")
        .order_by("due_at", "pk")
    )
    one = len(repairs) == 1
    subject = "1 repair needs a time" if one else f"{len(repairs)} repairs need a time"
    words = {
        "subject": subject,
        "repairs": repairs[:MOST_LINES],
        "more": max(0, len(repairs) - MOST_LINES),
        "list": settings.SITE_URL + reverse("contact-centre:planning-to-book"),
    }
    return subject, render_to_string("planners/visits-to-plan.txt", words, using="jinja2").strip() + "\n"
