"""In whose hands a report is while it is written: the resident's, or those of one of us. Only one of them answers it.

Each change holds only while it is as whoever asked for it has seen it. It counts as an answer, so that a report which
is being sent at the same moment is read once more.
"""

from datetime import datetime

from repairs.report.models import Draft


class HandedOver(Exception):
    """Somebody else has the report since it was read."""


def still_in_same_hands(draft: Draft, kept: Draft) -> None:
    """Raises HandedOver, unless the report was sent: that is said first."""
    if kept.repair_id is None and (draft.agent_id, draft.with_resident) != (kept.agent_id, kept.with_resident):
        raise HandedOver


def take_over(draft: Draft, agent_id: int, channel: str, now: datetime) -> bool:
    """For one of us. False where it has been sent, or somebody else has it since."""
    return change(draft, now, agent=agent_id, channel=channel, with_resident=False)


def hand_to_resident(draft: Draft, now: datetime) -> bool:
    """Whoever had it stays named, as the one who helped."""
    return draft.agent_id is not None and change(draft, now, with_resident=True)


def change(draft: Draft, now: datetime, **hands: object) -> bool:
    seen = Draft.objects.filter(pk=draft.pk, repair=None, agent=draft.agent_id, with_resident=draft.with_resident)
    return bool(seen.update(updated_at=now, **hands))
