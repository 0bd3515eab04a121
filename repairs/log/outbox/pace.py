"""Keeping below what the gateway takes in a minute, all workers together.

Turns are given out along a line of time, in one row that every process sees: each takes its share of a minute.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from repairs.log.models import OutsideSystem
from repairs.log.outbox.breaker import SYSTEM

AT_ONCE = timedelta(seconds=1)
"""What was not used of the last second may go at once. With it no sixty seconds hold more than the limit."""
MINUTE = timedelta(seconds=60)


def turns_left(name: OutsideSystem.Name, most: int) -> int:
    """How many of `most` rows may be tried now."""
    if name != OutsideSystem.Name.MESSAGES:
        return most
    now = timezone.now()
    system = SYSTEM.first(name=name)
    until = system.paced_until if system else None
    return max(0, min(most, (now - begins(until, now)) // one_turn()))


def use_turns(name: OutsideSystem.Name, used: int) -> None:
    if name != OutsideSystem.Name.MESSAGES or not used:
        return
    now = timezone.now()
    with transaction.atomic():
        system = OutsideSystem.objects.select_for_update().get(name=name)
        system.paced_until = begins(system.paced_until, now) + used * one_turn()
        system.save(update_fields=["paced_until"])


def begins(until: datetime | None, now: datetime) -> datetime:
    """From where on there are turns. A clock that was put back must not stop everything for as long."""
    first = now - max(AT_ONCE, one_turn())
    return first if until is None or until > now + MINUTE else max(until, first)


def one_turn() -> timedelta:
    return (MINUTE + AT_ONCE) / settings.MESSAGES_A_MINUTE
