"""Beginning a report with somebody on the line."""

from uuid import uuid4

from repairs.homes.models import Home
from repairs.log.channels import Channel
from repairs.report.answers import Answers
from repairs.report.drafts import start_draft
from repairs.report.models import Draft


def begin_call(agent_id: int, channel: Channel, home: Home | None = None, answers: Answers | None = None) -> Draft:
    """A draft that this agent writes, with the home answered where it is known already."""
    draft = start_draft(uuid4())
    draft.agent_id, draft.channel = agent_id, channel.value
    known = answers or Answers()
    if home is not None:
        known = known.model_copy(update={"postcode": home.postcode, "home": str(home.pk)})
    draft.answers = known
    draft.save(force_insert=True)
    return draft
