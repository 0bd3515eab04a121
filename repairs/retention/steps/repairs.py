"""Contact details and photos of repairs that are closed, and later their records."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from repairs.log.models import Repair
from repairs.retention.anonymise import Ids, forget_details, forget_record
from repairs.retention.closed import with_details_to_forget, with_record_to_forget
from repairs.retention.steps.step import Moment, Step

BATCH = 200

Rows = QuerySet[Repair]
Forget = Callable[[Ids, datetime], None]


def forget_in_batches(rows: Rows, forget: Forget, now: datetime) -> Iterator[int]:
    """The oldest first. Whatever somebody is changing at this moment is left for another time."""
    after = Q()
    while some := list(rows.filter(after).order_by("reported_at", "pk").values_list("reported_at", "pk")[:BATCH]):
        reported_at, pk = some[-1]
        # The first condition says nothing that the others do not: the index is read from there on.
        after = Q(reported_at__gte=reported_at) & (Q(reported_at__gt=reported_at) | Q(pk__gt=pk))
        yield forget_unless_changed(rows, [pk for _, pk in some], forget, now)


def forget_unless_changed(rows: Rows, ids: list[int], forget: Forget, now: datetime) -> int:
    with transaction.atomic():
        free = Repair.objects.filter(pk__in=ids).order_by("pk").select_for_update(skip_locked=True, of=("self",))
        locked = list(free.values_list("pk", flat=True))
        still = list(rows.filter(pk__in=locked).values_list("pk", flat=True))
        if still:
            forget(still, now)
    return len(still)


def details(moment: Moment) -> Rows:
    return with_details_to_forget(moment.kept.details_before(moment.now))


def records(moment: Moment) -> Rows:
    return with_record_to_forget(moment.kept.records_before(moment.now))


DETAILS = Step(
    "details",
    "Repairs whose contact details and photos were forgotten",
    lambda moment: details(moment).count(),
    lambda moment: forget_in_batches(details(moment), forget_details, moment.now),
)
RECORDS = Step(
    "record",
    "Repairs of which only statistics are left",
    lambda moment: records(moment).count(),
    lambda moment: forget_in_batches(records(moment), forget_record, moment.now),
)
