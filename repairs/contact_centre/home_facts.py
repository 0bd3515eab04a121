"""What the council knows of a home, for staff who help whoever lives there. Residents never see any of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from repairs.council.dates import say_date
from repairs.council.deadlines import LONDON
from repairs.homes.models import Alert, Home
from repairs.log.models import Enquiry, Event, JobState, JobUpdate, Repair

RECENT = timedelta(days=30)
MISSED_SINCE = timedelta(days=365)
MOST = 20


@dataclass(frozen=True)
class KnownRepair:
    """A repair in few words. `state` says how far it is."""

    pk: int
    reference: str
    title: str
    location: str
    reported_at: datetime
    priority: str
    state: str
    is_open: bool
    trade: str
    outcome: str


@dataclass(frozen=True)
class Missed:
    """A visit that came to nothing. `by_us`: they said that nobody came. Otherwise nobody was in."""

    day: date
    reference: str
    title: str
    by_us: bool


@dataclass(frozen=True)
class HomeRecord:
    """`alerts` begin with those for which we ring before a visit. Repairs and visits: newest first."""

    home: Home
    alerts: tuple[Alert, ...]
    open: tuple[KnownRepair, ...]
    recent: tuple[KnownRepair, ...]
    """Reported or finished in the last month, and not open any more."""
    missed: tuple[Missed, ...]
    enquiries: tuple[Enquiry, ...]

    @property
    def rings_first(self) -> bool:
        return any(alert.calls_back for alert in self.alerts)


def facts_of_home(home_id: int, now: datetime) -> HomeRecord:
    """Six questions to the database, however much there is to tell. Raises Home.DoesNotExist."""
    home = Home.objects.select_related("block", "patch").get(pk=home_id)
    repairs = [known(repair, now) for repair in repairs_at(home_id, now)]
    alerts = Alert.objects.filter(home=home_id).order_by("-calls_back", "kind", "pk")
    enquiries = Enquiry.objects.filter(repair__home=home_id, answered_at=None).select_related("repair")
    return HomeRecord(
        home=home,
        alerts=tuple(alerts),
        open=tuple(repair for repair in repairs if repair.is_open),
        recent=tuple(repair for repair in repairs if not repair.is_open),
        missed=tuple(sorted(missed_visits(home_id, now), key=lambda visit: visit.day, reverse=True)),
        enquiries=tuple(enquiries[:MOST]),
    )


def repairs_at(home_id: int, now: datetime) -> list[Repair]:
    """What is open, and what was reported or finished in the last month."""
    since = now - RECENT
    is_open = Q(cancelled_at=None) & ~Q(works_order__job_state=JobState.COMPLETED)
    recent = Q(reported_at__gte=since) | Q(cancelled_at__gte=since) | Q(works_order__job_state_at__gte=since)
    repairs = Repair.objects.select_related("priority", "trade", "works_order", "appointment")
    return list(repairs.filter(is_open | recent, home=home_id).order_by("-reported_at", "-pk")[:MOST])


def known(repair: Repair, now: datetime) -> KnownRepair:
    state, is_open = state_of(repair, now)
    return KnownRepair(
        pk=repair.pk,
        reference=repair.reference,
        title=repair.title,
        location=repair.location,
        reported_at=repair.reported_at,
        priority=repair.priority.name,
        state=state,
        is_open=is_open,
        trade=repair.trade.code if repair.trade else "",
        outcome=repair.outcome,
    )


def state_of(repair: Repair, now: datetime) -> tuple[str, bool]:
    """How far it is, in words, and whether it is open."""
    order, visit = getattr(repair, "works_order", None), getattr(repair, "appointment", None)
    if repair.cancelled_at:
        return f"Cancelled on {say_day(repair.cancelled_at)}", False
    if order and order.job_state == JobState.COMPLETED:
        return f"Finished on {say_day(order.job_state_at)}" if order.job_state_at else "Finished", False
    if visit and visit.cancelled_at is None:
        comes = visit.day >= now.astimezone(LONDON).date()
        return f"Visit {'booked for' if comes else 'was booked for'} {say_date(visit.day)}", True
    return "No visit booked", True


def say_day(moment: datetime) -> str:
    return say_date(moment.astimezone(LONDON).date())


def missed_visits(home_id: int, now: datetime) -> Iterator[Missed]:
    since = now - MISSED_SINCE
    no_access = JobUpdate.objects.filter(order__repair__home=home_id, state=JobState.NO_ACCESS, happened_at__gte=since)
    for update in no_access.select_related("order__repair")[:MOST]:
        yield missed(update.order.repair, update.happened_at, by_us=False)
    nobody_came = Event.objects.filter(repair__home=home_id, kind=Event.Kind.NOBODY_CAME, at__gte=since)
    for event in nobody_came.select_related("repair")[:MOST]:
        if event.repair:
            yield missed(event.repair, event.at, by_us=True)


def missed(repair: Repair, at: datetime, *, by_us: bool) -> Missed:
    return Missed(at.astimezone(LONDON).date(), repair.reference, repair.title, by_us)


def like_it(record: HomeRecord, *, trade: str, outcome: str) -> tuple[KnownRepair, ...]:
    """What may be the same problem again: of the same trade or outcome, open or in the last month."""
    both = (*record.open, *record.recent)
    return tuple(one for one in both if (trade and one.trade == trade) or (outcome and one.outcome == outcome))
