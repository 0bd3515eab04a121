"""In whose hands a report is while it is written: the resident's, or those of one of us. Only one of them answers it.

Each change holds only while it is as whoever asked for it has seen it. It counts as an answer, so that a report which
is being sent at the same moment is read once more.
"""

from datetime import datetime

from django.db import transaction

from repairs.log.draft_links import end_draft_links, send_draft_link
from repairs.log.models import Message
from repairs.report.models import Draft


class HandedOver(Exception):
    """Somebody else has the report since it was read."""


def still_in_same_hands(draft: Draft, kept: Draft) -> None:
    """Raises HandedOver, unless the report was sent: that is said first."""
    if kept.repair_id is None and (draft.agent_id, draft.with_resident) != (kept.agent_id, kept.with_resident):
        raise HandedOver


def take_over(draft: Draft, agent_id: int, channel: str, now: datetime) -> bool:
    """For one of us. False where it has been sent, or somebody else has it since. Links to it end."""
    with transaction.atomic():
        taken = change(draft, now, agent=agent_id, channel=channel, with_resident=False, taken_at=now, given_up_at=None)
        if taken:
            end_draft_links(draft.pk, now)
    return taken


def hand_to_resident(draft: Draft, now: datetime) -> bool:
    """Whoever had it stays named, as the one who helped."""
    return draft.agent_id is not None and change(draft, now, with_resident=True)


def send_to_resident(draft: Draft, channel: Message.Channel, contact: str, now: datetime) -> bool:
    """With a link. False where it has been sent, somebody else has it since, or the same was asked for just now."""
    if draft.agent_id is None:
        return False
    with transaction.atomic():
        handed = change(draft, now, with_resident=True)
        return handed and send_draft_link(draft.pk, channel, contact, draft.agent_id, now)


def change(draft: Draft, now: datetime, **hands: object) -> bool:
    seen = Draft.objects.filter(pk=draft.pk, repair=None, agent=draft.agent_id, with_resident=draft.with_resident)
    return bool(seen.update(updated_at=now, **hands))
