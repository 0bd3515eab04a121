"""scripts/backup.sh and scripts/restore.sh, with SQLite and a folder. `make rehearse-restore` does it on PostgreSQL."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from repairs.settings import BASE_DIR
from tests.rehearsal.contents import hashes

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="make rehearse-restore does it on PostgreSQL")
SCRIPTS = Path(BASE_DIR) / "scripts"


def run(data: Path, *command: str, key: str = "k" * 60) -> subprocess.CompletedProcess[str]:
    own = {"DATABASE_URL": "", "REDIS_URL": "", "DATA_DIR": str(data), "SECRET_KEY": key, "PYTHON": sys.executable}
    return subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, cwd=BASE_DIR)


def rows(data: Path) -> list[str]:
    """But for those that were written meanwhile."""
    with closing(sqlite3.connect(data / "repairs.sqlite3")) as database:
        return [line for line in database.iterdump() if "pairs" not in line and "sqlite_sequence" not in line]


@pytest.fixture(scope="module")
def busy(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> tuple[Path, Path]:
    """A service that was backed up while somebody wrote to it, and its backup."""
    data, backups = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("backups")
    with django_db_blocker.unblock(), closing(sqlite3.connect(data / "repairs.sqlite3")) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    (data / "photos" / "ab").mkdir(parents=True)
    (data / "photos" / "ab" / "tap.jpg").write_bytes(b"a photo")
    over = threading.Event()
    writer = threading.Thread(target=write_until, args=(data, over))
    writer.start()
    try:
        made = run(data, "sh", str(SCRIPTS / "backup.sh"), str(backups))
    finally:
        over.set()
        writer.join()
    assert made.returncode == 0, made.stderr
    return data, Path(made.stdout.splitlines()[-1])


def write_until(data: Path, over: threading.Event) -> None:
    """Two rows at a time: a copy of one moment never has one of them alone."""
    with closing(sqlite3.connect(data / "repairs.sqlite3", timeout=20)) as database:
        database.execute("CREATE TABLE pairs (number integer, half text)")
        number = 0
        while not over.is_set():
            number += 1
            with database:
                database.executemany("INSERT INTO pairs VALUES (?, ?)", [(number, "left"), (number, "right")])


def test_what_was_backed_up_comes_back_as_of_one_moment_and_another_secret_key_is_noticed(
    busy: tuple[Path, Path], tmp_path: Path
) -> None:
    data, backup = busy
    done = run(tmp_path, "sh", str(SCRIPTS / "restore.sh"), str(backup), key="o" * 60)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("SECRET_KEY is not the one of the backup")
    with closing(sqlite3.connect(tmp_path / "repairs.sqlite3")) as database:
        pairs, halves = database.execute("SELECT count(DISTINCT number), count(*) FROM pairs").fetchone()
    assert halves == 2 * pairs > 0
    assert rows(tmp_path) == rows(data)
    assert hashes(tmp_path / "photos") == hashes(data / "photos") != {}


def test_only_its_owner_may_read_a_backup(busy: tuple[Path, Path]) -> None:
    _, backup = busy
    assert [path for path in backup.rglob("*") if path.stat().st_mode & 0o077] == []


def test_a_backup_that_was_changed_is_not_restored(busy: tuple[Path, Path], tmp_path: Path) -> None:
    copy = tmp_path / "backup"
    subprocess.run(["cp", "-r", str(busy[1]), str(copy)], check=True)  # noqa: S607 cp is where the system has it
    (copy / "photos" / "ab" / "tap.jpg").write_bytes(b"another")
    done = run(tmp_path, "sh", str(SCRIPTS / "restore.sh"), str(copy))
    assert done.returncode != 0
    assert not (tmp_path / "repairs.sqlite3").exists()


def test_nothing_that_is_there_is_written_over(busy: tuple[Path, Path]) -> None:
    data, backup = busy
    done = run(data, "sh", str(SCRIPTS / "restore.sh"), str(backup))
    assert done.returncode == 1
    assert "is there already" in done.stderr
