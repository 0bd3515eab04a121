"""What happened to a row that needs a person, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from repairs.council.deadlines import LONDON
from repairs.log.admin.lines import short_moment
from repairs.log.models import AlertedVisit, DeliveryAttempt, Event, Message, PlannerAlert, WorksOrder, WorksOrderChange
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.people.acting import State, acts_on
from repairs.log.people.replay import Replayed
from repairs.log.people.rows import AnyRow, kind_of, name_of, repair_of
from repairs.log.people.try_again import is_for_person_alone

NOT_TRIED = "Not tried yet"
TRIES_SHOWN = 100
REFERENCES_SHOWN = 5
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Line:
    name: str
    address: str
    what: str
    """Works order for LK-2345-6789-X."""
    about: str
    about_address: str
    is_emergency: bool
    since: str
    waits: str
    happened: list[str]


def line_of(row: AnyRow, now: datetime) -> Line:
    repair = repair_of(row)
    about = (
        ("log_repair_change", repair.pk) if repair else (f"{row._meta.label_lower.replace('.', '_')}_change", row.pk)
    )
    return Line(
        name=name_of(row),
        address=reverse("admin:log_people_row", args=[name_of(row)]),
        what=f"{what_it_is(row)} for {repair.reference}" if repair else what_it_is(row),
        about=repair.title if repair else references_in(row),
        about_address=reverse(f"admin:{about[0]}", args=[about[1]]),
        is_emergency=repair is not None and repair.priority.is_emergency,
        since=short_moment(row.wanted_at),
        waits=say_wait(now - row.wanted_at),
        happened=what_happened_to(row),
    )


def what_it_is(row: AnyRow) -> str:
    if isinstance(row, WorksOrder):
        return "Works order"
    if isinstance(row, WorksOrderChange):
        return f"Change: {row.get_kind_display().lower()}"
    if isinstance(row, PlannerAlert):
        return "Email to planners"
    return f"{Message.Channel(row.channel).label}: {row.get_kind_display().lower()}"


def references_in(alert: AnyRow) -> str:
    """The repairs that planners are written to about."""
    if not isinstance(alert, PlannerAlert):
        return "A report not sent yet"
    found = AlertedVisit.objects.filter(alert=alert.pk).order_by("pk").values_list("repair__reference", flat=True)
    first = list(found[: REFERENCES_SHOWN + 1])
    more = ", and more" if len(first) > REFERENCES_SHOWN else ""
    return f"{', '.join(first[:REFERENCES_SHOWN])}{more}"


def what_happened_to(row: AnyRow) -> list[str]:
    """The last thing first, and what is to be done about it where that is not plain."""
    if row.state == State.NEEDS_PERSON:
        said = "No answer came, so the HMS may have it." if is_for_person_alone(row) else ""
        return [part for part in (said, say_problem(row.last_problem), say_tries(row.attempts)) if part]
    if row.state == State.WAITING:
        problem = say_problem(row.last_problem) if row.attempts else NOT_TRIED
        return [problem, say_tries(row.attempts), f"Next try: {short_moment(row.due_at)}"]
    return [OutboxRow.State(row.state).label]


def say_problem(problem: str) -> str:
    return f"{problem[:1].upper()}{problem[1:]}" if problem else NOT_TRIED


def say_tries(attempts: int) -> str:
    return "Tried once" if attempts == 1 else f"Tried {attempts} times" if attempts else ""


def say_wait(waited: timedelta) -> str:
    if waited < HOUR:
        return f"{max(int(waited.total_seconds()) // 60, 0)} minutes"
    if waited < 48 * HOUR:
        hours = int(waited / HOUR)
        return "1 hour" if hours == 1 else f"{hours} hours"
    return f"{waited.days} days"


def tries_of(row: AnyRow) -> list[str]:
    tries = DeliveryAttempt.objects.filter(row=kind_of(row), row_id=row.pk).order_by("-pk")[:TRIES_SHOWN]
    return [f"{exact(one.at)}: {say_try(one)}" for one in tries]


def say_try(one: DeliveryAttempt) -> str:
    said = f"try {one.number}. {one.get_outcome_display()}"
    return f"{said}: {one.problem}" if one.problem else said


def exact(moment: datetime) -> str:
    """Thu 5 Mar 2026 17:30:05, to compare with what the HMS has."""
    local = moment.astimezone(LONDON)
    return f"{local:%a} {local.day} {local:%b %Y %H:%M:%S}"


def who_did_what(row: AnyRow) -> list[str]:
    return [say_act(act) for act in acts_on(row)]


def say_act(act: Event) -> str:
    said = ", ".join([act.get_kind_display(), str(act.detail.get("by", "")), short_moment(act.at)])
    rest = [str(act.detail[name]) for name in ("found", "number", "reason") if name in act.detail]
    return ". ".join([said, *rest])


def say_replayed(done: Replayed) -> str:
    left = f" {done.left} were left: they go by themselves soon, or somebody has to look first." if done.left else ""
    if not done.again:
        return f"Nothing was tried again.{left}"
    over = "in the next few seconds" if done.over < timedelta(seconds=20) else f"over the next {say_span(done.over)}"
    return f"{done.again} {'goes' if done.again == 1 else 'go'} again {over}.{left}"


def say_span(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"
