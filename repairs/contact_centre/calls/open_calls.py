"""The calls that an agent has open."""

from dataclasses import dataclass
from datetime import datetime

from repairs.contact_centre.calls.named import name_of_call
from repairs.log.channels import CHANNELS, Channel
from repairs.report.answers import Answers
from repairs.report.drafts import path_of
from repairs.report.models import Draft
from repairs.report.path import Page
from repairs.report.steps import FORMS

MOST = 20


@dataclass(frozen=True)
class OpenCall:
    draft: Draft
    where: str
    who: str
    """Empty until somebody gave a name."""
    how_far: str
    """The heading of the page that waits."""
    slug: str
    channel: str
    since: datetime


def open_calls(agent_id: int, now: datetime) -> list[OpenCall]:
    """Newest first."""
    drafts = Draft.objects.filter(agent=agent_id, repair=None, given_up_at=None, with_resident=False).order_by(
        "-created_at", "pk"
    )
    return [open_call(draft, now) for draft in drafts[:MOST]]


def open_call(draft: Draft, now: datetime) -> OpenCall:
    path = path_of(draft, now, assisted=True)
    return OpenCall(
        draft=draft,
        where=name_of_call(draft, path),
        who=who_is_it(draft.answers),
        how_far=heading_of(path.last),
        slug=path.last.slug,
        channel=CHANNELS[Channel(draft.channel)],
        since=draft.created_at,
    )


def who_is_it(given: Answers) -> str:
    if given.contact:
        return given.contact.name
    return given.caller.name if given.caller else ""


def heading_of(page: Page) -> str:
    """Without making the page: that could ask the diary for times."""
    outcome, form = page.progress.walk.outcome, FORMS[page.step.slug]
    if page.node is not None:
        return page.node.heading
    if page.step.slug == "result" and outcome is not None:
        return outcome.title
    label = next((str(field.label) for field in form.base_fields.values()), "")
    return form.heading_for_agents or form.heading or label or "Who does the repair"
