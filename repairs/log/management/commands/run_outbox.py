import signal
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils.module_loading import import_string

from repairs.alive import note_alive
from repairs.log.broker import broker_answers
from repairs.log.outbox import sweep
from repairs.log.outbox.outcomes import place_of

log = structlog.get_logger(__name__)

LEFT_FOR = timedelta(seconds=10)
"""Two rounds of beat: by then a worker has it, or none will."""


class Command(BaseCommand):
    help = (
        "Delivers works orders and messages, and does what Celery beat would do, where there is no Celery. "
        "Beside Celery, with --standby, it takes over while Redis is away, and takes what workers leave lying."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS")
        parser.add_argument("--standby", action="store_true", help="Beside Celery's workers and beat.")
        parser.add_argument("--alive", type=Path, metavar="FILE", help="Touched each round, for a health check.")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        next_at = dict.fromkeys(settings.CELERY_BEAT_SCHEDULE, 0.0)
        while not stop.is_set():
            close_old_connections()
            if options["standby"] and broker_answers():
                surely(partial(sweep, left_for=LEFT_FOR, stopping=stop.is_set))
            else:
                surely(partial(sweep, stopping=stop.is_set))
                self.do_what_is_due(next_at)
            if options["alive"]:
                note_alive(options["alive"])
            stop.wait(options["every"])

    def do_what_is_due(self, next_at: dict[str, float]) -> None:
        schedule: dict[str, Any] = settings.CELERY_BEAT_SCHEDULE
        for name, entry in schedule.items():
            if time.monotonic() >= next_at[name]:
                surely(import_string(entry["task"]))
                next_at[name] = time.monotonic() + entry["schedule"]


def surely(chore: Callable[[], object]) -> None:
    """What fails now, as while the database restarts, is done in another round."""
    try:
        chore()
    except Exception as problem:
        log.error("chore_failed", error=type(problem).__name__, at=place_of(problem))
