"""What waits, and how the outside systems are. Each figure reads a small index, however large the tables are."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count

from appointments.models import Booking
from repairs.health.exposition import Gauge, Labels
from repairs.log.alarms.conditions import (
    Standing,
    needing_person,
    together,
    waiting_emails_to_planners,
    waiting_for_hms,
    waiting_messages,
)
from repairs.log.models import Alarm, CallBack, DeliveryAttempt, OutsideSystem, Repair
from repairs.retention.models import Round

HOUR = timedelta(hours=1)
ROWS = [str(kind) for kind in DeliveryAttempt.Row]


def queue(now: datetime) -> dict[str, Standing | None]:
    """By table: what should have gone by now, and has not."""
    waiting = (*waiting_for_hms(), waiting_messages(), waiting_emails_to_planners())
    return {row: together(rows.filter(wanted_at__lte=now)) for row, rows in zip(ROWS, waiting, strict=True)}


def needs_person() -> dict[str, Standing | None]:
    return {row: together(rows) for row, rows in zip(ROWS, needing_person(), strict=True)}


def gauges(now: datetime) -> Iterator[Gauge]:
    waiting, person = queue(now), needs_person()
    yield Gauge(
        "outbox_rows",
        "Rows that are not delivered though they are wanted, by state.",
        [
            *(({"row": row, "state": "waiting"}, count(found)) for row, found in waiting.items()),
            *(({"row": row, "state": "needs-person"}, count(found)) for row, found in person.items()),
        ],
    )
    yield Gauge(
        "outbox_oldest_seconds",
        "How long the oldest row has waited, by state. 0 where there is none.",
        [
            *(({"row": row, "state": "waiting"}, age(found, now)) for row, found in waiting.items()),
            *(({"row": row, "state": "needs-person"}, age(found, now)) for row, found in person.items()),
        ],
    )
    yield Gauge("delivery_attempts_last_hour", "Attempts in the last hour, by outcome.", attempts(now))
    yield Gauge("alarm", "1 while the alarm stands.", alarms())
    yield Gauge("holds", "Times that are held for somebody at this moment.", [({}, held(now))])
    yield Gauge("call_backs", "People who wait for a call.", call_backs(now))
    yield Gauge("reports_last_hour", "Repairs reported in the last hour.", [({}, reports(now))])
    yield Gauge("forgotten_timestamp_seconds", "When all that is no longer kept was last forgotten.", forgotten())
    yield from outside_systems(now)


def count(found: Standing | None) -> int:
    return found.rows if found else 0


def age(found: Standing | None, now: datetime) -> float:
    return max(0.0, (now - found.since).total_seconds()) if found else 0.0


def attempts(now: datetime) -> list[tuple[Labels, float]]:
    lately = DeliveryAttempt.objects.filter(at__gt=now - HOUR).order_by().values_list("row", "outcome")
    return [({"row": row, "outcome": outcome}, tries) for row, outcome, tries in lately.annotate(tries=Count("pk"))]


def alarms() -> list[tuple[Labels, float]]:
    open_now = set(Alarm.objects.filter(over_at=None).values_list("kind", flat=True))
    return [({"kind": kind}, float(kind in open_now)) for kind in Alarm.Kind.values]


def held(now: datetime) -> int:
    return Booking.objects.filter(state=Booking.State.HELD, held_until__gt=now).count()


def call_backs(now: datetime) -> list[tuple[Labels, float]]:
    waiting = CallBack.objects.filter(done_at=None)
    late = waiting.filter(due_at__lt=now).count()
    return [({"due": "overdue"}, late), ({"due": "later"}, waiting.filter(due_at__gte=now).count())]


def reports(now: datetime) -> int:
    return Repair.objects.filter(reported_at__gt=now - HOUR).order_by().count()


def forgotten() -> list[tuple[Labels, float]]:
    last = Round.objects.filter(done_at__isnull=False).order_by("-began_at").first()
    return [({}, last.done_at.timestamp())] if last and last.done_at else []


def outside_systems(now: datetime) -> Iterator[Gauge]:
    systems = list(OutsideSystem.objects.all())
    answered = [({"system": one.name}, one.last_success_at.timestamp()) for one in systems if one.last_success_at]
    failed = [({"system": one.name}, one.last_failure_at.timestamp()) for one in systems if one.last_failure_at]
    shut = [({"system": one.name}, float(bool(one.closed_until and one.closed_until > now))) for one in systems]
    yield Gauge("outside_last_success_timestamp_seconds", "When the system last took something.", answered)
    yield Gauge("outside_last_failure_timestamp_seconds", "When the system last failed.", failed)
    yield Gauge("outside_failures", "Failures in a row.", [({"system": one.name}, one.failures) for one in systems])
    yield Gauge("outside_left_alone", "1 while nothing is sent there, because it keeps failing.", shut)
