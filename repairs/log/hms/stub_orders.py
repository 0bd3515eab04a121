"""The orders that the stub housing system has taken, and what became of them, in an SQLite file of its own."""

import hashlib
import json
import sqlite3
from datetime import UTC, datetime
from threading import Lock
from typing import Any

TABLE = """
CREATE TABLE IF NOT EXISTS works_order (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    received_at TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS reference (
    reference TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES works_order,
    PRIMARY KEY (reference, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS status_update (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES works_order,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS update_of_order ON status_update (number);
"""


class KeyUsedForAnother(Exception):
    """The key came before, with another order or update."""


class NoSuchOrder(Exception):
    """No order has the number that the update names."""


class OrderBook:
    """Safe to use from several threads. A file keeps its orders when the server is killed."""

    def __init__(self, path: str = ":memory:") -> None:
        self._lock = Lock()
        self._rows = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._rows.execute("PRAGMA journal_mode = WAL")
        self._rows.executescript(TABLE)

    def close(self) -> None:
        with self._lock:
            self._rows.close()

    def has(self, key: str) -> bool:
        return bool(self._read("SELECT 1 FROM works_order WHERE key = ?", key))

    def take(self, key: str, order: dict[str, Any]) -> dict[str, Any]:
        """Keeps the order, unless its key is known. Returns it with its number either way."""
        fingerprint = fingerprint_of(order)
        with self._lock:
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                number, known = self._keep(key, fingerprint, json.dumps(order), references(order))
            finally:
                self._rows.execute("COMMIT")
        if known != fingerprint:
            raise KeyUsedForAnother
        return self.find(number) or {}

    def update(self, key: str, number: int, update: dict[str, Any]) -> int:
        """Keeps what became of an order, unless its key is known. Returns the update's number either way."""
        if not self._read("SELECT 1 FROM works_order WHERE number = ?", number):
            raise NoSuchOrder
        fingerprint = fingerprint_of(update)
        with self._lock:
            self._rows.execute(
                "INSERT INTO status_update (key, fingerprint, number, body) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO NOTHING",
                (key, fingerprint, number, json.dumps(update)),
            )
            found = self._rows.execute("SELECT id, fingerprint FROM status_update WHERE key = ?", (key,)).fetchone()
        if found[1] != fingerprint:
            raise KeyUsedForAnother
        return int(found[0])

    def _keep(self, key: str, fingerprint: str, body: str, found_by: set[str]) -> tuple[int, str]:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        new = self._rows.execute(
            "INSERT INTO works_order (key, fingerprint, received_at, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (key) DO NOTHING RETURNING number",
            (key, fingerprint, now, body),
        ).fetchone()
        if new:
            rows = [(reference, new[0]) for reference in found_by]
            self._rows.executemany("INSERT INTO reference VALUES (?, ?)", rows)
        known: tuple[int, str] = self._rows.execute(
            "SELECT number, fingerprint FROM works_order WHERE key = ?", (key,)
        ).fetchone()
        return known

    def find(self, number: int) -> dict[str, Any] | None:
        rows = self._read(f"{SELECT} WHERE number = ?", number)
        return self._as_orders(rows)[0] if rows else None

    def newest_first(self, reference: str = "", most: int = -1) -> list[dict[str, Any]]:
        if reference:
            found = "WHERE number IN (SELECT number FROM reference WHERE reference = ?)"
            rows = self._read(f"{SELECT} {found} ORDER BY number DESC LIMIT ?", reference, most)
        else:
            rows = self._read(f"{SELECT} ORDER BY number DESC LIMIT ?", most)
        return self._as_orders(rows)

    def _as_orders(self, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
        if not rows:
            return []
        between = "SELECT number, body FROM status_update WHERE number BETWEEN ? AND ? ORDER BY id"
        updates: dict[int, list[dict[str, Any]]] = {}
        for number, body in self._read(between, rows[-1][0], rows[0][0]):
            updates.setdefault(number, []).append(json.loads(body))
        return [as_order(row, updates.get(row[0], [])) for row in rows]

    def count(self) -> int:
        return int(self._read("SELECT count(*) FROM works_order")[0][0])

    def _read(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._rows.execute(query, values).fetchall()


SELECT = "SELECT number, received_at, key, body FROM works_order"


def references(order: dict[str, Any]) -> set[str]:
    return {reference["ID"] for reference in order["Reference"]}


def fingerprint_of(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def as_order(row: tuple[Any, ...], updates: list[dict[str, Any]]) -> dict[str, Any]:
    """What was received, with what the stub added in front, and its appointment as the last update left it."""
    number, received_at, key, body = row
    order = {"id": f"NM-{number:06d}", "receivedAt": received_at, "idempotencyKey": key, "status": "open"}
    order |= json.loads(body)
    for update in updates:
        order["status"] = "cancelled" if update["OtherType"] == "cancel" else "open"
        if window := update.get("RefinedAppointmentWindow"):
            order["Appointment"] = window
        else:
            order.pop("Appointment", None)
    return order | ({"jobStatusUpdates": updates} if updates else {})
