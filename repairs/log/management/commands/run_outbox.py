import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils.module_loading import import_string

from repairs.log.outbox import sweep


class Command(BaseCommand):
    help = "Delivers works orders and messages, and does what Celery beat would do, where there is no Celery."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        next_at = dict.fromkeys(settings.CELERY_BEAT_SCHEDULE, 0.0)
        try:
            while True:
                close_old_connections()
                sweep()
                self.do_what_is_due(next_at)
                time.sleep(options["every"])
        except KeyboardInterrupt:
            return

    def do_what_is_due(self, next_at: dict[str, float]) -> None:
        schedule: dict[str, Any] = settings.CELERY_BEAT_SCHEDULE
        for name, entry in schedule.items():
            if time.monotonic() >= next_at[name]:
                chore: Callable[[], None] = import_string(entry["task"])
                chore()
                next_at[name] = time.monotonic() + entry["schedule"]
