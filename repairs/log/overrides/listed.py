"""What staff decided otherwise between two days, for managers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet

from repairs.council.dates import say_moment
from repairs.council.deadlines import LONDON
from repairs.log.models import Override

COLUMNS = ("when", "repair", "what", "from", "to", "extra minutes", "reason", "in their words", "who", "role")


@dataclass(frozen=True)
class Asked:
    """`last` is included. What is empty asks for all."""

    first: date
    last: date
    kind: str = ""
    staff: str = ""
    why: str = ""


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def overrides_for(asked: Asked) -> QuerySet[Override]:
    """Newest first."""
    until = midnight(asked.last + timedelta(days=1))
    found = Override.objects.filter(at__gte=midnight(asked.first), at__lt=until)
    wanted = {"kind": asked.kind, "staff__username": asked.staff, "why": asked.why}
    return found.filter(**{name: value for name, value in wanted.items() if value}).select_related("staff", "repair")


def counted(found: QuerySet[Override]) -> list[tuple[str, str, int]]:
    """By who and why, most first."""
    rows = found.order_by().values("staff__username", "staff__first_name", "staff__last_name", "why")
    groups = rows.annotate(number=Count("pk")).order_by("-number", "staff__username", "why")
    return [
        (
            f"{row['staff__first_name']} {row['staff__last_name']}".strip() or row["staff__username"],
            row["why"],
            row["number"],
        )
        for row in groups
    ]


def lines(found: QuerySet[Override]) -> Iterator[list[str]]:
    yield list(COLUMNS)
    for one in found.iterator(chunk_size=500):
        what = [one.get_kind_display(), one.before, one.after, str(one.extra_minutes or "")]
        who = one.staff.get_full_name() or one.staff.get_username()
        yield [say_moment(one.at), one.repair.reference, *what, one.why, one.words, who, one.role]
