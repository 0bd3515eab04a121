"""People who wait for us to ring: kept as soon as we know, whether or not they finish their report."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, TextField, Value, When
from django.db.models.functions import Coalesce

from repairs.council.deadlines import LONDON, end_of_day
from repairs.council.working_days import add_working_days
from repairs.log.models import CallBack, Event, Repair
from repairs.statements import Change, Gap, Insert

EMERGENCY_WITHIN = timedelta(minutes=10)
OTHERS_WITHIN_WORKING_DAYS = 1

ASKED = Insert(
    CallBack,
    on_conflict="""
        (draft) DO UPDATE SET
            reason = excluded.reason, repair_id = excluded.repair_id, home_id = excluded.home_id,
            answers = excluded.answers, problem = excluded.problem, done_at = NULL,
            to_tell = CASE WHEN log_callback.done_at IS NULL THEN log_callback.to_tell ELSE '' END,
            due_at = CASE
                WHEN log_callback.done_at IS NULL AND log_callback.due_at < excluded.due_at THEN log_callback.due_at
                ELSE excluded.due_at
            END
    """,
)
REPORTED_ONLINE = Change(
    lambda: CallBack.objects.filter(draft=Gap(CallBack, "draft"), repair=None),
    lambda: {
        "repair": Gap(CallBack, "repair"),
        "done_at": Coalesce("done_at", Gap(CallBack, "done_at")),
        "note": Case(When(done_at=None, then=Value("Reported online after all.", TextField())), default="note"),
    },
)


def call_back_due(reason: CallBack.Reason, now: datetime) -> datetime:
    """When we will have rung: ten minutes in an emergency, otherwise by the end of the next working day."""
    if reason == CallBack.Reason.EMERGENCY:
        return now + EMERGENCY_WITHIN
    return end_of_day(add_working_days(now.astimezone(LONDON).date(), OTHERS_WITHIN_WORKING_DAYS))


def note_emergency(
    draft: UUID, *, home_id: int | None, answers: Mapping[str, str], problem: str, now: datetime
) -> None:
    """Keeps an emergency that a resident was told to ring about, and what has become known since.

    Awaab's Law counts from the moment a landlord is aware, so the first moment is kept.
    """
    known = {"home_id": home_id, "answers": dict(answers), "problem": problem}
    changed = CallBack.objects.filter(draft=draft, repair=None).update(**known)
    if not changed and not CallBack.objects.filter(draft=draft).exists():
        reason = CallBack.Reason.EMERGENCY
        CallBack.objects.create(draft=draft, reason=reason, asked_at=now, due_at=call_back_due(reason, now), **known)


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
            "due_at": call_back_due(reason, now),
        }
    )


def ring_with_news(repair: Repair, news: str, now: datetime) -> None:
    """For somebody who gets no messages. Whoever is rung anyway is told then. In a transaction."""
    waiting = CallBack.objects.select_for_update().filter(repair=repair, done_at=None).first()
    if waiting is None:
        open_call_back(CallBack.Reason.NEWS, repair, now)
        waiting = CallBack.objects.get(repair=repair)
    if news not in waiting.to_tell.splitlines():
        waiting.to_tell = "\n".join(line for line in (waiting.to_tell, news) if line)
        waiting.save(update_fields=["to_tell"])


def close_call_back(repair: Repair, now: datetime) -> None:
    """Someone who was told to ring has changed an answer and reported it online after all."""
    REPORTED_ONLINE.run(draft=repair.draft, repair=repair.pk, done_at=now)


def end_call_back(repair: Repair, now: datetime) -> None:
    """Nobody waits for us any more: the repair was cancelled."""
    waiting = CallBack.objects.filter(repair=repair, done_at=None)
    waiting.filter(note="").update(note="The resident cancelled the repair.")
    waiting.update(done_at=now)
