"""How a call back ends: with a reason, or as a report that an agent sends."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from repairs.log.calling_back.acting import Did, NotDone, keep, who_acts
from repairs.log.models import CallBack, Message, Repair
from repairs.log.people.acting import NotDone as NotGivenUp
from repairs.log.people.acting import seen_of
from repairs.log.people.give_up import give_up

Ending = CallBack.Ending
BY_HAND = (
    Ending.SOLVED,
    Ending.DUPLICATE,
    Ending.NOT_OURS,
    Ending.NOT_REACHED,
    Ending.WRONG_NUMBER,
    Ending.OTHER,
)
THEY_WERE_RUNG = "They were rung with the news."


def end(call_back: CallBack, how: CallBack.Ending, words: str, key: UUID, now: datetime, by: str) -> None:
    """Raises NotDone where somebody else has it, or has ended it otherwise. `by` is the name of whoever does it."""
    with transaction.atomic():
        mine = CallBack.objects.filter(pk=call_back.pk, taken_by=who_acts(), done_at=None)
        if mine.update(done_at=now, ended_as=how):
            keep(call_back, Did.ENDED, now, words=said(how, words), key=key, how=said(how, words))
            if how == Ending.SOLVED:
                give_up_messages(call_back, by, now)
        elif not call_back.notes.filter(key=key).exists():
            call_back.refresh_from_db()
            raise NotDone
    call_back.refresh_from_db()


def said(how: CallBack.Ending, words: str) -> str:
    return f"{how.label}. {words}".strip() if words else f"{how.label}."


def give_up_messages(call_back: CallBack, by: str, now: datetime) -> None:
    """What did not reach them, and was said on the phone, needs nobody any more."""
    if call_back.repair is None or call_back.reason != CallBack.Reason.UNDELIVERED:
        return
    for message in Message.objects.filter(repair=call_back.repair, state=Message.State.NEEDS_PERSON):
        try:
            give_up(message, THEY_WERE_RUNG, seen_of(message), by, now)
        except NotGivenUp:
            # Somebody works on it at this moment: then it is theirs.
            continue


def end_as_report(repair: Repair, agent_id: int, asks_for_call: bool, now: datetime) -> None:
    """The report that this agent began from it is sent, by them or by the resident to whom they gave it.

    It goes on as the call back of that repair, by its draft too, unless that waits for a call of its own. In the
    transaction that makes the repair.
    """
    call_back = CallBack.objects.select_for_update().filter(begun_as=repair.draft, led_to=None).first()
    if call_back is None:
        return
    if call_back.repair_id is None and not asks_for_call:
        call_back.repair, call_back.draft = repair, repair.draft
    is_open = call_back.done_at is None
    CallBack.objects.filter(pk=call_back.pk).update(
        led_to=repair,
        repair=call_back.repair,
        draft=call_back.draft,
        done_at=Coalesce(F("done_at"), now),
        ended_as=Ending.REPAIR if is_open else F("ended_as"),
    )
    if is_open:
        words = f"{Ending.REPAIR.label}: {repair.reference}."
        keep(call_back, Did.ENDED, now, words=words, how=words, staff_id=agent_id)
