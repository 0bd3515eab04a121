"""Beginning a report from a call back, with what is known already."""

from datetime import datetime

from django.db import transaction

from repairs.contact_centre.calls.begin import begin_call
from repairs.log.calling_back.acting import Did, NotDone, keep
from repairs.log.channels import Channel
from repairs.log.models import CallBack
from repairs.report.answers import Answers
from repairs.report.models import Draft

OF_THE_VISIT = ("slot", "no_slot", "times", "caller")
"""The time that they held is held for their own report, and who speaks now may be somebody else."""


def begin_report(call_back: CallBack, agent_id: int, channel: Channel, now: datetime) -> Draft:
    """The one that they began before is gone on with. Raises NotDone where somebody else has it, or it is over."""
    with transaction.atomic():
        held = CallBack.objects.select_for_update(of=("self",)).select_related("home").get(pk=call_back.pk)
        if held.done_at or held.taken_by_id != agent_id:
            call_back.refresh_from_db()
            raise NotDone
        begun = held.begun_as and Draft.objects.filter(pk=held.begun_as, agent=agent_id, repair=None).first()
        if begun:
            return begun
        draft = begin_call(agent_id, channel, home=held.home, answers=known_of(held))
        CallBack.objects.filter(pk=held.pk).update(begun_as=draft.pk)
        keep(held, Did.BEGAN_REPORT, now)
        return draft


def known_of(call_back: CallBack) -> Answers:
    """What an agent before them wrote, or else what the resident answered, or what was kept of it."""
    drafts = Draft.objects.in_bulk([key for key in (call_back.begun_as, call_back.draft) if key])
    draft = next((drafts[key] for key in (call_back.begun_as, call_back.draft) if key in drafts), None)
    if draft is None:
        return Answers(questions=call_back.answers)
    return draft.answers.model_copy(update=dict.fromkeys(OF_THE_VISIT) | {"slot_gone": False, "sooner": False})
