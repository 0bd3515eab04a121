"""`migrate` while people use the service.

A migration that has a table and waits for another may hold up somebody who has that one: PostgreSQL ends such a tie
after a second, and it may be the resident who is sent away. So the migration gives up first, and tries again.
"""

import time
from typing import Any

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, LockNotAvailable

log = structlog.get_logger(__name__)

LONGEST_WAIT = "200ms"
"""For a lock. It must be well below PostgreSQL's deadlock_timeout, which is a second."""
TRIES_AGAIN_AFTER_SECONDS = 0.5
BUSY = (LockNotAvailable, DeadlockDetected)


class Command(BaseCommand):
    help = "Migrates without holding up those who use the service, and tries again where they held it up."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--for", type=float, default=600, metavar="SECONDS", help="How long it tries again.")

    def handle(self, *args: Any, **options: Any) -> None:
        until = time.monotonic() + options["for"]
        with_short_waits()
        while not migrated(options["verbosity"]):
            if time.monotonic() > until:
                raise CommandError("The tables were in use all the time. Try again when there is less to do.")
            time.sleep(TRIES_AGAIN_AFTER_SECONDS)


def with_short_waits() -> None:
    if connection.vendor == "postgresql":
        connection.close()
        own = connection.settings_dict.setdefault("OPTIONS", {})
        own["options"] = f"{own.get('options', '')} -c lock_timeout={LONGEST_WAIT}".strip()


def migrated(verbosity: int) -> bool:
    """False where somebody else had a lock. A migration is done whole or not at all, and the next try goes on there."""
    try:
        call_command("migrate", interactive=False, verbosity=verbosity)
    except OperationalError as error:
        if not isinstance(error.__cause__, BUSY):
            raise
        log.info("migration_waits", why=type(error.__cause__).__name__)
        connection.close()
        return False
    return True
