"""What staff did for residents, as lines of a file for quality checks. It has no contact details and nothing typed."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q, QuerySet

from repairs.council.dates import say_deadline, say_moment
from repairs.log.models import Event, Override, QualityExport
from repairs.log.overrides.listed import midnight

COLUMNS = {
    "when": "when it was done",
    "who": "who did it, by the name that they sign in with",
    "channel": "how the resident reached us",
    "what": "what was done, as in the history of the repair",
    "repair": "the reference",
    "problem": "the outcome of the diagnosis",
    "priority": "as it is now",
    "target": "as it is now",
    "trade": "who does it",
    "visit": "as it is booked now",
    "who asked": "who spoke to us, to the resident; empty where they reported it alone",
    "agreed to contact": "whether the resident agreed that we write or ring",
    "decided otherwise": "what staff decided otherwise than the rules, and why",
}
MOST_OF_A_SAMPLE = 200


def actions(first: date, last: date) -> QuerySet[Event]:
    """Of staff, about repairs, from the first day to the last."""
    until = midnight(last + timedelta(days=1))
    return Event.objects.filter(staff__isnull=False, repair__isnull=False, at__gte=midnight(first), at__lt=until)


def take_sample(found: QuerySet[Event], number: int) -> QuerySet[Event]:
    """All that each of the staff did for some of their repairs, which chance chooses."""
    theirs: dict[int, list[int]] = defaultdict(list)
    for staff, repair in found.order_by().values_list("staff", "repair").distinct():
        theirs[staff].append(repair)
    chance = random.SystemRandom()
    chosen = {staff: chance.sample(repairs, min(number, len(repairs))) for staff, repairs in theirs.items()}
    some = [Q(staff=staff, repair__in=repairs) for staff, repairs in chosen.items()]
    return found.filter(reduce(or_, some)) if some else found.none()


def begin_export(staff_id: int, first: date, last: date, sample: int | None) -> tuple[QualityExport, QuerySet[Event]]:
    """The file's actions, and the row that says who took it."""
    found = actions(first, last)
    if sample:
        found = take_sample(found, sample)
    number = found.order_by().values("repair").distinct().count()
    kept = QualityExport.objects.create(staff_id=staff_id, first=first, last=last, sample=sample, repairs=number)
    return kept, found


def lines(found: QuerySet[Event]) -> Iterator[list[str]]:
    yield list(COLUMNS)
    related = ("staff", "repair__priority", "repair__trade", "repair__appointment", "repair__assistance")
    overrides = Prefetch("repair__overrides", Override.objects.order_by("at", "pk"))
    rows = found.select_related(*related).prefetch_related(overrides).order_by("staff__username", "at", "pk")
    for event in rows.iterator(chunk_size=500):
        yield line(event)


def line(event: Event) -> list[str]:
    repair = event.repair
    if repair is None or event.staff is None:
        raise ValueError("Only what staff did about a repair.")
    visit, helped = getattr(repair, "appointment", None), getattr(repair, "assistance", None)
    decided = [f"{one.get_kind_display()}: {one.why}" for one in repair.overrides.all()]
    return [
        say_moment(event.at),
        event.staff.get_username(),
        event.get_channel_display(),
        event.get_kind_display(),
        repair.reference,
        repair.title,
        repair.priority.code,
        say_deadline(repair.due_at),
        repair.trade.name if repair.trade else "",
        str(visit) if visit and visit.cancelled_at is None else "",
        helped.get_relation_display() if helped else "",
        ("yes" if helped.may_contact else "no") if helped else "",
        "; ".join(decided),
    ]
