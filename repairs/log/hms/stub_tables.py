"""The SQLite file of the stub housing system. A file keeps what was taken when the server is killed."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS job (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    received_at TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS job_of_key ON job (key);
CREATE TABLE IF NOT EXISTS job_reference (
    reference TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES job,
    PRIMARY KEY (reference, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES job,
    received_at TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS change_of_job ON change (number);
CREATE TABLE IF NOT EXISTS taken_key (
    what TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    made INTEGER NOT NULL,
    PRIMARY KEY (what, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS job_state (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL REFERENCES job,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS state_of_job ON job_state (number);
"""

# As the file was before an order could be there twice.
FORMER = """
INSERT INTO job SELECT number, key, received_at, body FROM works_order;
INSERT INTO job_reference SELECT reference, number FROM reference;
INSERT INTO change SELECT u.id, u.key, u.number, o.received_at, u.body
    FROM status_update u JOIN works_order o USING (number);
INSERT INTO taken_key SELECT 'order', key, fingerprint, number FROM works_order;
INSERT INTO taken_key SELECT 'update', key, fingerprint, id FROM status_update;
DROP TABLE reference;
DROP TABLE status_update;
DROP TABLE works_order;
"""


class KeyUsedForAnother(Exception):
    """The key came before, with another order or update."""


class StubFile:
    """Safe to use from several threads."""

    def __init__(self, path: str = ":memory:") -> None:
        self._lock = Lock()
        self._rows = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._rows.execute("PRAGMA journal_mode = WAL")
        self._rows.execute("PRAGMA synchronous = NORMAL")
        self._rows.executescript(TABLES)
        if self.read("SELECT 1 FROM sqlite_master WHERE name = 'works_order'"):
            self._rows.executescript(FORMER)

    def close(self) -> None:
        with self._lock:
            self._rows.close()

    def read(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._rows.execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing."""
        with self._lock:
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                yield self._rows
            except BaseException:
                self._rows.execute("ROLLBACK")
                raise
            self._rows.execute("COMMIT")


def made_before(rows: sqlite3.Connection, what: str, key: str, body: dict[str, Any]) -> int | None:
    """What this key made when it came first. Raises KeyUsedForAnother."""
    known = rows.execute("SELECT made, fingerprint FROM taken_key WHERE what = ? AND key = ?", (what, key)).fetchone()
    if known and known[1] != fingerprint_of(body):
        raise KeyUsedForAnother
    return known[0] if known else None


def keep_key(rows: sqlite3.Connection, what: str, key: str, body: dict[str, Any], made: int) -> None:
    rows.execute("INSERT INTO taken_key VALUES (?, ?, ?, ?)", (what, key, fingerprint_of(body), made))


def fingerprint_of(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def now() -> str:
    return written(datetime.now(UTC))


def written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
