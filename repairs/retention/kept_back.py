"""Repairs that are as old as those that are forgotten, and are kept all the same."""

from datetime import datetime

from django.db.models import Exists, Q

from repairs.council.kept_for import KeptFor
from repairs.log.models import LegalHold, Repair
from repairs.retention.closed import OF_REPAIR, closed_before, nothing_open


def kept_back(now: datetime, kept: KeptFor) -> dict[str, int]:
    """How many, by the reason in words."""
    cutoff = kept.records_before(now)
    old = Repair.objects.filter(forgotten_at=None, reported_at__lt=cutoff)
    held = Exists(LegalHold.objects.filter(**OF_REPAIR, ended_at=None))
    free = old.filter(~Q(held))
    return {
        "Kept though they are old, for a legal case": old.filter(held).count(),
        "Kept though they are old, because something about them is open": free.filter(~nothing_open()).count(),
        "Kept though they are old, because nobody has said that the hazard is over": free.exclude(hazards=[])
        .filter(nothing_open())
        .exclude(closed_before(now))
        .count(),
    }
