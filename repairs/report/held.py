"""How long the time that was chosen is kept from others, for the pages that come after choosing it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from appointments.choices import say_slot
from repairs.report.step_form import Asking

PAGES = {"caller", "contact", "check"}


@dataclass(frozen=True)
class Held:
    said: str
    until: datetime
    seconds: int
    """None are left where it ran out."""
    again: int
    """How many there are after asking for more."""
    send: dict[str, str]
    """The same answer again begins the time afresh."""


def held_time(asking: Asking) -> Held | None:
    slot = asking.progress.slot
    if slot is None or slot.kept_until is None or asking.page.slug not in PAGES:
        return None
    left = int((slot.kept_until - asking.now).total_seconds())
    send = {"slot": slot.id, **({"sooner": "yes"} if asking.answers.sooner else {})}
    return Held(say_slot(slot), slot.kept_until, max(0, left), settings.APPOINTMENTS_HOLD_MINUTES * 60, send)
