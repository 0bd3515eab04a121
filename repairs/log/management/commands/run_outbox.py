import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from appointments.room import free_lapsed_holds
from repairs.log.outbox import sweep


class Command(BaseCommand):
    help = "Delivers works orders and messages in a loop, where no Celery worker does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            while True:
                close_old_connections()
                free_lapsed_holds(timezone.now())
                sweep()
                time.sleep(options["every"])
        except KeyboardInterrupt:
            return
