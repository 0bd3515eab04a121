"""People who wait for us to ring: kept as soon as we know, whether or not they finish their report."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce

from repairs.council.deadlines import LONDON, end_of_day
from repairs.council.working_days import add_working_days
from repairs.log.helping import staff_helping
from repairs.log.models import CallBack, Event, Repair
from repairs.statements import Change, Gap, Insert

EMERGENCY_WITHIN = timedelta(minutes=10)
OTHERS_WITHIN_WORKING_DAYS = 1

ANEW = "(log_callback.done_at IS NOT NULL OR (excluded.reason = 'emergency' AND log_callback.reason <> 'emergency'))"
"""Nobody has taken it yet, for what it is about now."""


def kept_unless_anew(column: str, empty: str = "NULL") -> str:
    return f"{column} = CASE WHEN {ANEW} THEN {empty} ELSE log_callback.{column} END"


ASKED = Insert(
    CallBack,
    on_conflict=f"""
        (draft) DO UPDATE SET
            reason = excluded.reason, repair_id = excluded.repair_id, home_id = excluded.home_id,
            answers = excluded.answers, problem = excluded.problem, done_at = NULL,
            to_tell = CASE WHEN log_callback.done_at IS NULL THEN log_callback.to_tell ELSE '' END,
            due_at = CASE
                WHEN log_callback.done_at IS NULL AND log_callback.due_at < excluded.due_at THEN log_callback.due_at
                ELSE excluded.due_at
            END,
            {kept_unless_anew("waiting_since", "excluded.waiting_since")}, {kept_unless_anew("tries", "0")},
            {kept_unless_anew("taken_by_id")}, {kept_unless_anew("taken_at")}, {kept_unless_anew("begun_as")},
            {kept_unless_anew("led_to_id")}, ended_as = ''
    """,
)
REPORTED_ONLINE = Change(
    lambda: CallBack.objects.filter(draft=Gap(CallBack, "draft"), repair=None),
    lambda: {
        "repair": Gap(CallBack, "repair"),
        "done_at": Coalesce("done_at", Gap(CallBack, "done_at")),
        "note": Case(When(done_at=None, then=Gap(CallBack, "note")), default="note"),
        "ended_as": Case(When(done_at=None, then=Gap(CallBack, "ended_as")), default="ended_as"),
    },
)
ENDED_ONLINE = {"ended_as": CallBack.Ending.ONLINE, "note": "Reported online after all."}
ENDED_WITH_AGENT = {"ended_as": CallBack.Ending.REPAIR, "note": ""}


def call_back_due(reason: CallBack.Reason, now: datetime) -> datetime:
    """When we will have rung: ten minutes in an emergency, otherwise by the end of the next working day."""
    if reason == CallBack.Reason.EMERGENCY:
        return now + EMERGENCY_WITHIN
    return end_of_day(add_working_days(now.astimezone(LONDON).date(), OTHERS_WITHIN_WORKING_DAYS))


def note_emergency(
    draft: UUID, *, home_id: int | None, answers: Mapping[str, str], problem: str, now: datetime
) -> None:
    """Keeps an emergency that a resident was told to ring about, and what has become known since.

    Awaab's Law counts from the moment a landlord is aware, so the first moment is kept. An agent who writes the report
    has them on the line, so it is theirs. What they began from a call back is kept with that one.
    """
    known = {"home_id": home_id, "answers": dict(answers), "problem": problem}
    changed = CallBack.objects.filter(draft=draft, repair=None).update(**known)
    if not changed and not CallBack.objects.filter(Q(draft=draft) | Q(begun_as=draft)).exists():
        CallBack.objects.create(
            draft=draft,
            reason=CallBack.Reason.EMERGENCY,
            asked_at=now,
            waiting_since=now,
            due_at=call_back_due(CallBack.Reason.EMERGENCY, now),
            taken_by_id=staff_helping(),
            taken_at=now if staff_helping() else None,
            **known,
        )


def open_call_back(reason: CallBack.Reason, repair: Repair, now: datetime) -> None:
    ask_for_call(reason, repair, now)
    Event.objects.create(repair=repair, kind=Event.Kind.CALL_BACK_ASKED, at=now)


def ask_for_call(reason: CallBack.Reason, repair: Repair, now: datetime) -> None:
    """Asks for a call about a repair. An emergency was noted before: then that row is the one that goes on.

    Whoever has been rung about it, and then sends a report, waits for another call.
    """
    ASKED.write(
        {
            "draft": repair.draft,
            "reason": reason,
            "repair_id": repair.pk,
            "home_id": repair.home_id,
            "answers": repair.answers,
            "problem": repair.title,
            "asked_at": now,
            "waiting_since": now,
            "due_at": call_back_due(reason, now),
        }
    )


def ring_with_news(repair: Repair, news: str, now: datetime, reason: CallBack.Reason = CallBack.Reason.NEWS) -> None:
    """For somebody who gets no messages. Whoever is rung anyway is told then. In a transaction."""
    waiting = CallBack.objects.select_for_update().filter(repair=repair, done_at=None).first()
    if waiting is None:
        open_call_back(reason, repair, now)
        waiting = CallBack.objects.get(repair=repair)
    if news not in waiting.to_tell.splitlines():
        waiting.to_tell = "\n".join(line for line in (waiting.to_tell, news) if line)
        waiting.save(update_fields=["to_tell"])


def close_call_back(repair: Repair, now: datetime) -> None:
    """Someone who was told to ring has reported it after all: online, or with an agent who had them on the line."""
    how = ENDED_WITH_AGENT if staff_helping() else ENDED_ONLINE
    REPORTED_ONLINE.run(draft=repair.draft, repair=repair.pk, done_at=now, **how)


def end_call_back(repair: Repair, now: datetime) -> None:
    """Nobody waits for us any more: the repair was cancelled."""
    waiting = CallBack.objects.filter(repair=repair, done_at=None)
    waiting.filter(note="").update(note="The resident cancelled the repair.")
    waiting.update(done_at=now, ended_as=CallBack.Ending.CANCELLED)
