"""The room that a scheduler has: asked for in windows, all at once, ahead of time, and kept for a minute."""

import os
import time
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from threading import Lock
from urllib.parse import quote

import structlog
from django.conf import settings
from django.core.cache import caches

from appointments.scheduler import Refused, Room, Scheduler, SchedulerDown, Visit, breaker
from appointments.scheduler.background import look
from appointments.scheduler.windows import Days

log = structlog.get_logger(__name__)

FRESH_SECONDS = 60
# Longer than anything that is kept under it.
EDITION_SECONDS = 10 * FRESH_SECONDS

Found = Sequence[Room]


@dataclass
class Asked:
    """A question that is on its way. Nobody waits for one that somebody has waited for in vain."""

    future: "Future[Found]"
    in_vain: bool = False

    def answer_by(self, until: float) -> Found | None:
        """None where it does not come by then, on the monotonic clock."""
        try:
            return self.future.result(timeout=0 if self.in_vain else max(0.0, until - time.monotonic()))
        except TimeoutError:
            self.in_vain = True
        except (SchedulerDown, Refused):
            pass
        return None


_asked: dict[str, Asked] = {}
_lock = Lock()
os.register_at_fork(after_in_child=_asked.clear)


def room_within(scheduler: Scheduler, visit: Visit, windows: Sequence[Days], until: float) -> list[Room]:
    """The room in these windows, as far as it is known by `until`, on the monotonic clock.

    Later windows may be missing; where the first is, raises SchedulerDown.
    """
    keys = keys_of(scheduler, visit, windows)
    known: dict[str, Found] = caches["shared"].get_many(keys.values())
    asked = ask(scheduler, visit, {days: key for days, key in keys.items() if key not in known})
    found: list[Room] = []
    for days, key in keys.items():
        answer = asked[days].answer_by(until) if days in asked else known[key]
        if answer is None and days == windows[0]:
            raise SchedulerDown("the scheduler's times are not known")
        if answer is None:
            log.warning("availability_cut_short", known_until=str(days.first))
            break
        found += answer
    return found


def ask_ahead(scheduler: Scheduler, visit: Visit, windows: Sequence[Days]) -> None:
    """Ask for what is not known, and do not wait."""
    keys = keys_of(scheduler, visit, windows)
    known = caches["shared"].get_many(keys.values())
    try:
        ask(scheduler, visit, {days: key for days, key in keys.items() if key not in known})
    except SchedulerDown:
        return


def forget(scheduler: Scheduler, patch: str, trade: str, days: Days) -> None:
    """What was known of a window is so no more: something of ours has changed there."""
    caches["shared"].set(edition_key(scheduler, patch, trade, days), uuid.uuid4().hex, EDITION_SECONDS)


def keys_of(scheduler: Scheduler, visit: Visit, windows: Sequence[Days]) -> dict[Days, str]:
    names = {days: edition_key(scheduler, visit.patch, visit.trade, days) for days in windows}
    editions = caches["shared"].get_many(names.values())
    return {days: f"{name}/{editions.get(name, '')}/{visit.minutes}" for days, name in names.items()}


def edition_key(scheduler: Scheduler, patch: str, trade: str, days: Days) -> str:
    return "/".join(quote(part, safe="") for part in ("room", scheduler.name, patch, trade, str(days.first)))


def ask(scheduler: Scheduler, visit: Visit, missing: Mapping[Days, str]) -> dict[Days, Asked]:
    """Raises SchedulerDown where it has failed a moment ago."""
    with _lock:
        on_their_way = {days: _asked[key] for days, key in missing.items() if key in _asked}
        if len(on_their_way) < len(missing) and not breaker.may_ask(scheduler):
            raise SchedulerDown("the scheduler has just failed")
        return {
            days: on_their_way.get(days) or send(partial(fetch, scheduler, visit, days, key), key)
            for days, key in missing.items()
        }


def send(question: "partial[Found]", key: str) -> Asked:
    asked = _asked[key] = Asked(look(question))
    asked.future.add_done_callback(lambda _: _asked.pop(key, None))
    return asked


def fetch(scheduler: Scheduler, visit: Visit, days: Days, key: str) -> Found:
    try:
        found = scheduler.room(visit, days.first, days.last, settings.SCHEDULER_TIMEOUT_SECONDS)
    except SchedulerDown as problem:
        log.warning("scheduler_down", problem=problem.reason)
        breaker.has_failed(scheduler)
        raise
    except Refused as problem:
        log.error("availability_refused", problem=problem.reason)
        raise
    breaker.has_answered(scheduler)
    caches["shared"].set(key, found, FRESH_SECONDS)
    return found
