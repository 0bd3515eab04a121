"""Beginning a report with somebody on the line."""

from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from repairs.homes.models import Home
from repairs.log.channels import Channel
from repairs.report.answers import Answers
from repairs.report.drafts import start_draft
from repairs.report.models import Draft


def begin_call(
    agent_id: int,
    channel: Channel,
    home: Home | None = None,
    answers: Answers | None = None,
    token: UUID | None = None,
) -> Draft:
    """A draft that this agent writes, with the home answered where it is known already.

    The same page sent twice, which its `token` tells, begins one, as long as nothing is answered in it.
    """
    draft = start_draft(token or uuid4())
    draft.agent_id, draft.channel = agent_id, channel.value
    known = answers or Answers()
    if home is not None:
        known = known.model_copy(update={"postcode": home.postcode, "home": str(home.pk)})
    draft.answers = known
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        return begun_just_now(draft) or begin_call(agent_id, channel, home, answers)
    return draft


def begun_just_now(same: Draft) -> Draft | None:
    """None where somebody else has it, or it has gone on: then another caller is on the line."""
    untouched = Draft.objects.filter(agent=same.agent_id, channel=same.channel, repair=None, given_up_at=None)
    return untouched.filter(pk=same.pk, given=same.given, with_resident=False).first()
