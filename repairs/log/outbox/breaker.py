"""Leaving an outside system alone while it does not answer: what one process finds out, all of them know.

After some failures in a row nothing is sent for a few seconds; then one row is tried; each time that fails the wait
doubles. A refusal is an answer, so a row that the system does not like leaves it open to others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from repairs.log.models import OutsideSystem
from repairs.statements import Change, Gap, Read

log = structlog.get_logger(__name__)

FAILURES = 6
"""In a row. One that fails 3 calls of 10 by chance gets there once in 1,400 calls."""
SHORTEST, LONGEST = 5, 60
"""Seconds."""
NOT_IN_A_ROW = timedelta(minutes=2)
"""Two failures so far apart say nothing of each other: it may have been the same row."""

Name = OutsideSystem.Name


SYSTEM = Read(lambda: OutsideSystem.objects.filter(name=Gap(OutsideSystem, "name")))
# Written at most once a second while all is well, so that workers do not wait for each other here.
NEWS = (
    Q(last_success_at=None)
    | Q(last_success_at__lt=Gap(OutsideSystem, "last_success_at", "a_second_ago"))
    | Q(failures__gt=0)
    | Q(closed_until__isnull=False)
)
ANSWERED = Change(
    lambda: OutsideSystem.objects.filter(NEWS, name=Gap(OutsideSystem, "name")),
    lambda: {"failures": 0, "closed_until": None, "last_success_at": Gap(OutsideSystem, "last_success_at")},
)


@dataclass(frozen=True)
class Permit:
    """How many rows may be claimed now. One of several processes may try a closed system with one row."""

    most: int
    probing: bool = False


def may_send(name: Name, most: int) -> Permit:
    system = SYSTEM.first(name=name) or OutsideSystem.objects.get_or_create(name=name)[0]
    if system.closed_until is None:
        return Permit(most)
    now = timezone.now()
    if system.closed_until > now:
        return Permit(0)
    mine = OutsideSystem.objects.filter(name=name, closed_until=system.closed_until)
    return Permit(mine.update(closed_until=now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)), probing=True)


def is_closed(name: Name) -> bool:
    return OutsideSystem.objects.filter(name=name, closed_until__gt=timezone.now()).exists()


def end_probe(name: Name, answered: bool | None) -> None:
    """`answered` is None where there was nothing to try it with: then whatever comes next is."""
    if answered is False:
        close(name, OutsideSystem.objects.get(name=name).failures + 1, timezone.now())
    elif answered is None:
        OutsideSystem.objects.filter(name=name, closed_until__isnull=False).update(closed_until=timezone.now())


def note(name: Name, answers: Iterable[bool], problem: str) -> None:
    """What came of calls, in the order in which they ended."""
    failed_since, answered = 0, False
    for gave_answer in answers:
        failed_since, answered = (0, True) if gave_answer else (failed_since + 1, answered)
    if answered:
        note_answer(name)
    if failed_since:
        note_failures(name, failed_since, problem)


def note_answer(name: Name) -> None:
    now = timezone.now()
    ANSWERED.run(name=name, last_success_at=now, a_second_ago=now - timedelta(seconds=1))


def note_failures(name: Name, failures: int, problem: str) -> None:
    """Those of calls that were on their way when the system was closed are not counted."""
    now = timezone.now()
    this = OutsideSystem.objects.filter(name=name)
    this.filter(last_failure_at__lt=now - NOT_IN_A_ROW, closed_until=None).update(failures=0)
    this.update(last_failure_at=now, last_problem=problem[:300])
    this.filter(closed_until=None).update(failures=F("failures") + failures)
    if this.filter(closed_until=None, failures__gte=FAILURES).exists():
        close(name, FAILURES, now)


def close(name: Name, failures: int, now: datetime) -> None:
    wait = min(SHORTEST * 2 ** min(failures - FAILURES, 10), LONGEST)
    OutsideSystem.objects.filter(name=name).update(failures=failures, closed_until=now + timedelta(seconds=wait))
    log.warning("left_alone", system=str(name), seconds=wait)
