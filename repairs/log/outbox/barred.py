"""Keeping what bars all messages, until the next one goes."""

from collections.abc import Sequence
from datetime import datetime

from repairs.log.models import OutsideSystem
from repairs.log.outbox.outcomes import Outcome, Result


def note_bar(results: Sequence[Result], now: datetime) -> None:
    """Written only where it is news. In a batch in which some went and others were barred, the bar counts."""
    gateway = OutsideSystem.objects.filter(name=OutsideSystem.Name.MESSAGES)
    met = [result.bar for result in results if result.bar]
    if met:
        gateway.exclude(barred_by=met[-1]).update(barred_by=met[-1], barred_since=now)
    elif any(result.outcome is Outcome.SENT for result in results):
        gateway.exclude(barred_by="").update(barred_by="", barred_since=None)
