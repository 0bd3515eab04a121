import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, DiskFull, LockNotAvailable

from repairs.log.management.commands import migrate_meanwhile


def failing(*causes: type[Exception]) -> Callable[..., None]:
    """A `migrate` that fails so, once for each, and then is done."""
    left = list(causes)

    def migrate(*args: Any, **options: Any) -> None:
        if left:
            raise OperationalError from left.pop(0)()

    return migrate


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate_meanwhile, "TRIES_AGAIN_AFTER_SECONDS", 0)
    monkeypatch.setattr(migrate_meanwhile, "with_short_waits", lambda: None)


def test_it_tries_again_where_somebody_else_had_the_table(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate_meanwhile, "call_command", failing(LockNotAvailable, DeadlockDetected))
    call_command("migrate_meanwhile")


def test_it_says_so_where_that_goes_on_for_too_long(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate_meanwhile, "call_command", failing(*[LockNotAvailable] * 100))
    with pytest.raises(CommandError, match="in use"):
        call_command("migrate_meanwhile", "--for", "0")


def test_anything_else_that_goes_wrong_ends_it(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate_meanwhile, "call_command", failing(DiskFull))
    with pytest.raises(OperationalError):
        call_command("migrate_meanwhile")


@pytest.mark.django_db(transaction=True)
def test_a_migration_gives_up_before_whoever_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one lock for everything")
    monkeypatch.undo()
    before = dict(connection.settings_dict["OPTIONS"])
    has_it, is_over = threading.Event(), threading.Event()

    def somebody() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE log_repair IN ROW EXCLUSIVE MODE")
            has_it.set()
            is_over.wait(30)
        connection.close()

    thread = threading.Thread(target=somebody)
    thread.start()
    try:
        assert has_it.wait(30)
        migrate_meanwhile.with_short_waits()
        with pytest.raises(OperationalError) as refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE log_repair IN ACCESS EXCLUSIVE MODE")
        assert isinstance(refused.value.__cause__, migrate_meanwhile.BUSY)
    finally:
        is_over.set()
        thread.join()
        connection.settings_dict["OPTIONS"] = before
        connection.close()
