"""A call that ends without a report. That it did, and why, is kept for statistics, with nothing about the person."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from appointments.diary.chosen import chosen_diary
from repairs.log.models import Event
from repairs.report.models import Draft


class Why(StrEnum):
    RANG_OFF = "rang-off"
    ADVICE = "advice"
    NOT_OURS = "not-ours"
    DUPLICATE = "duplicate"
    TEST = "test"


WHY = {
    Why.RANG_OFF: "The caller rang off",
    Why.ADVICE: "Our advice solved it",
    Why.NOT_OURS: "It is not for us to repair",
    Why.DUPLICATE: "It is reported already",
    Why.TEST: "It was a test",
}


def give_up(draft: Draft, why: Why, now: datetime) -> bool:
    """Once. False where the report was sent meanwhile, or the call has ended already: then nothing changes.

    An emergency that was raised stays on its list. What was answered is forgotten with other unfinished reports.
    """
    with transaction.atomic():
        open_call = Draft.objects.filter(pk=draft.pk, agent=draft.agent_id, repair=None, given_up_at=None)
        if not open_call.filter(with_resident=False).update(given_up_at=now):
            return False
        Event.objects.create(repair=None, kind=Event.Kind.CALL_GIVEN_UP, at=now, detail={"why": why.value})
    held = Draft.objects.values_list("hold", flat=True).get(pk=draft.pk)
    if held:
        chosen_diary().release(held)
    return True
