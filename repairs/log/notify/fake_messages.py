"""The messages that the fake Notify has taken, in an SQLite file of its own."""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any

TABLE = """
CREATE TABLE IF NOT EXISTS message (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    reference TEXT NOT NULL,
    template_id TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS message_reference ON message (reference);
"""

KEEP = """
INSERT INTO message (id, type, recipient, subject, body, reference, template_id, status, created_at)
VALUES (:id, :type, :to, :subject, :body, :reference, :template_id, :status, :created_at)
"""
FIND = """
SELECT id, type, recipient, subject, body, reference, template_id, status, created_at FROM message WHERE id = :id
"""
NEWEST_FIRST = """
SELECT id, type, recipient, subject, body, reference, template_id, status, created_at FROM message
WHERE (:reference = '' OR reference = :reference) AND (:type = '' OR type = :type)
AND (:status = '' OR status = :status)
AND (:older_than = '' OR position < (SELECT position FROM message WHERE id = :older_than))
ORDER BY position DESC LIMIT :most
"""
STATISTICS = """
SELECT count(*), count(*) FILTER (WHERE type = 'sms'), count(*) FILTER (WHERE type = 'email'),
    count(DISTINCT nullif(reference, '')), count(nullif(reference, ''))
FROM message
"""

# Notify's own numbers and addresses for trying out what happens to a message. All others arrive.
STATUS_OF_RECIPIENT = {
    "447700900003": "temporary-failure",
    "447700900002": "permanent-failure",
    "temp-fail@simulator.notify": "temporary-failure",
    "perm-fail@simulator.notify": "permanent-failure",
}


@dataclass(frozen=True)
class FakeMessage:
    id: str
    type: str
    to: str
    subject: str
    body: str
    reference: str
    template_id: str
    status: str
    created_at: str


class MessageBook:
    """Safe to use from several threads. A file keeps its messages when the server is killed."""

    def __init__(self, path: str = ":memory:") -> None:
        self._lock = Lock()
        self._rows = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._rows.execute("PRAGMA journal_mode = WAL")
        self._rows.executescript(TABLE)

    def close(self) -> None:
        with self._lock:
            self._rows.close()

    def keep(self, message: FakeMessage) -> None:
        self._ask(KEEP, asdict(message))

    def newest_first(
        self, *, reference: str = "", type: str = "", status: str = "", older_than: str = "", most: int = -1
    ) -> list[FakeMessage]:
        """An empty condition does not count."""
        wanted = {"reference": reference, "type": type, "status": status, "older_than": older_than, "most": most}
        return [FakeMessage(*row) for row in self._ask(NEWEST_FIRST, wanted)]

    def find(self, message_id: str) -> FakeMessage | None:
        rows = self._ask(FIND, {"id": message_id})
        return FakeMessage(*rows[0]) if rows else None

    def count(self) -> int:
        return int(self._ask("SELECT count(*) FROM message")[0][0])

    def statistics(self) -> dict[str, int]:
        """Duplicates are the messages with one reference beyond the first, where they have one."""
        names = ("messages", "texts", "emails", "references", "withReference")
        (counted,) = self._ask(STATISTICS)
        found = dict(zip(names, counted, strict=True))
        return {**found, "duplicates": found["withReference"] - found["references"]}

    def _ask(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._rows.execute(query, values or {}).fetchall()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
