"""A call back in words for whoever rings: who it is, what they said, and how long they have waited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from repairs.log.models import CallBack
from repairs.log.said import Said, newest_trees, said_before_sending, said_in
from repairs.report.answers import Answers
from repairs.report.models import Draft

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Shown:
    row: CallBack
    said: Said
    name: str
    phone: str
    other_phone: str
    """Of whoever will be in, or of who rang for the resident."""
    email: str
    address: str
    waited: str
    is_late: bool
    holder: str


def shown_of(rows: Iterable[CallBack], now: datetime) -> list[Shown]:
    """In two queries, however many there are."""
    rows = list(rows)
    trees = newest_trees()
    unsent = [row.draft for row in rows if row.repair_id is None]
    answers = {draft.pk: draft.answers for draft in Draft.objects.filter(pk__in=unsent)}
    return [shown(row, answers, trees, now) for row in rows]


def shown(row: CallBack, answers: dict[UUID, Answers], trees: list[int], now: datetime) -> Shown:
    repair, given = row.repair, answers.get(row.draft, Answers())
    contact = repair or given.contact
    return Shown(
        row=row,
        said=said_in(repair.tree_id, repair.answers) if repair else said_before_sending(row.answers, trees),
        name=contact.name if contact else "",
        phone=contact.phone if contact else "",
        other_phone=(contact.in_phone if contact else "") or (given.caller.phone if given.caller else ""),
        email=contact.email if contact else "",
        address=address_of(row, given),
        waited=say_ago(now - row.waiting_since),
        is_late=row.done_at is None and row.due_at < now,
        holder=name_of(row.taken_by) if row.taken_by else "",
    )


def address_of(row: CallBack, given: Answers) -> str:
    if row.repair:
        return ", ".join(line for line in (*row.repair.address.splitlines(), row.repair.postcode) if line)
    if row.home:
        return str(row.home)
    if typed := given.address:
        return ", ".join(line for line in (typed.line_1, typed.line_2, typed.town, typed.postcode) if line)
    return given.postcode or ""


def name_of(user: object) -> str:
    """Of somebody of the staff."""
    full, plain = getattr(user, "get_full_name", str), getattr(user, "get_username", str)
    return full() or plain()


def say_ago(past: timedelta) -> str:
    """6 minutes, 2 hours, 3 days."""
    if past < MINUTE:
        return "less than a minute"
    size, name = next((one, name) for one, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")) if past >= one)
    number = past // size
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
