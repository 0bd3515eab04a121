"""Asking the HMS what became of jobs, for what its webhooks did not bring."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog
from django.db import InterfaceError, OperationalError

from appointments.diary import Diary
from repairs.log.hms import HousingSystemDown, JobStates, housing_system
from repairs.log.hms.job_state import JobState
from repairs.log.job_status.reading import NotAnUpdate
from repairs.log.job_status.receive import KeyUsedForAnother, UnknownOrder, receive_update
from repairs.log.models import JobUpdate, OutsideSystem

log = structlog.get_logger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)
MOST_PAGES = 50
# An order may be so long on its way back to us that its first update is there before its number.
MAY_BECOME_KNOWN_FOR = timedelta(minutes=10)


def poll_job_states(diary: Diary, now: datetime) -> int:
    """Takes what is new since the last time, and says how much it was. What goes wrong is asked for again next time."""
    new, may_go_on = 0, True
    for page in pages_since(heard_until()):
        for update in page.states:
            try:
                new += receive_update(update, JobUpdate.CameBy.POLL, diary, now)
            except UnknownOrder:
                may_go_on = may_go_on and not may_become_known(update, now)
            except (KeyUsedForAnother, NotAnUpdate) as problem:
                log.error("job_update_not_taken", problem=type(problem).__name__)
            except DATABASE_AWAY:
                raise
            except Exception as problem:  # one poisoned update must not stop the others
                log.error("job_update_not_taken", problem=type(problem).__name__)
                may_go_on = False
        if page.unreadable:
            log.warning("job_updates_unreadable", count=page.unreadable)
        if may_go_on:
            OutsideSystem.objects.filter(name=OutsideSystem.Name.HMS).update(heard_until=page.cursor)
    return new


def heard_until() -> str:
    return OutsideSystem.objects.get_or_create(name=OutsideSystem.Name.HMS)[0].heard_until


def pages_since(cursor: str) -> Iterator[JobStates]:
    for _ in range(MOST_PAGES):
        try:
            page = housing_system().job_states(cursor)
        except HousingSystemDown as problem:
            log.warning("job_states_not_heard", problem=problem.reason)
            return
        yield page
        if not page.more or page.cursor == cursor:
            return
        cursor = page.cursor


def may_become_known(update: JobState, now: datetime) -> bool:
    return now - update.event_time < MAY_BECOME_KNOWN_FOR
