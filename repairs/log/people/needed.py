"""What a person should look at: what needs one, and what has waited for an hour."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, Q, QuerySet, Value, When

from repairs.council.models import Priority
from repairs.log.models.outbox_row import UNDELIVERED, OutboxRow
from repairs.log.people.rows import REPAIR, TABLES, AnyRow, Kind, rows_of

SEEN_AFTER = timedelta(hours=1)
State = OutboxRow.State


@dataclass(frozen=True)
class Asked:
    """Which of them: all, those with one problem, or those that were ticked."""

    problem: str | None = None
    ticked: frozenset[tuple[Kind, int]] | None = None

    def among(self, kind: Kind) -> Q:
        asked = Q() if self.problem is None else Q(last_problem=self.problem)
        if self.ticked is not None:
            asked &= Q(pk__in=[pk for one, pk in self.ticked if one == kind])
        return asked


EVERYTHING = Asked()


def needed_in(kind: Kind, now: datetime, asked: Asked = EVERYTHING) -> QuerySet[Any]:
    """What waits for something else first is not late: a booking's text for its order, a change for its order."""
    late = Q(state=State.WAITING, wanted_at__lt=now - SEEN_AFTER)
    if kind == Kind.MESSAGE:
        late &= Q(waits_for_order=False)
    if kind == Kind.CHANGE:
        late &= Q(order__state=State.SENT)
    return TABLES[kind]._default_manager.filter(UNDELIVERED, late | Q(state=State.NEEDS_PERSON), asked.among(kind))


def needed(now: datetime, asked: Asked = EVERYTHING) -> QuerySet[Any]:
    """As (calm, wanted_at, table, pk): emergencies first, and then whatever has waited longest."""
    return by_need({kind: needed_in(kind, now, asked) for kind in TABLES})


def by_need(rows: Mapping[Kind, QuerySet[Any]]) -> QuerySet[Any]:
    parts: list[QuerySet[Any]] = [ordered_by_need(kind, among) for kind, among in rows.items()]
    united: QuerySet[Any] = parts[0].union(*parts[1:], all=True)
    return united.order_by("calm", "wanted_at", "table", "pk")


def ordered_by_need(kind: Kind, rows: QuerySet[Any]) -> QuerySet[Any]:
    named = rows.annotate(calm=calm_in(kind), table=Value(str(kind), output_field=CharField()))
    found: QuerySet[Any] = named.order_by().values_list("calm", "wanted_at", "table", "pk")
    return found


def calm_in(kind: Kind) -> Case | Value:
    """0 for what belongs to an emergency."""
    if kind not in REPAIR:
        return Value(1, output_field=IntegerField())
    emergency = {f"{REPAIR[kind]}__priority__measure": Priority.Measure.EMERGENCY}
    return Case(When(**emergency, then=Value(0)), default=Value(1), output_field=IntegerField())


def how_many_needed(now: datetime, asked: Asked = EVERYTHING) -> int:
    return sum(needed_in(kind, now, asked).count() for kind in TABLES)


def problems(now: datetime) -> list[tuple[str, int]]:
    """Each problem and how many have it, the most frequent first."""
    found: Counter[str] = Counter()
    for kind in TABLES:
        alike = needed_in(kind, now).order_by().values_list("last_problem").annotate(rows=Count("pk"))
        found.update(dict(alike))
    return found.most_common()


def in_order(found: Iterable[tuple[Any, ...]]) -> list[AnyRow]:
    """The rows themselves, for one page of what `needed` found."""
    keys = [(Kind(kind), pk) for _, _, kind, pk in found]
    rows = {
        kind: {row.pk: row for row in rows_of(kind).filter(pk__in=[pk for one, pk in keys if one == kind])}
        for kind in {kind for kind, _ in keys}
    }
    return [rows[kind][pk] for kind, pk in keys if pk in rows[kind]]
