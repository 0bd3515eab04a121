"""The orders that the stub housing system has taken, and what became of them."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from repairs.log.hms.stub_tables import StubFile, keep_key, made_before, now, written


class NoSuchOrder(Exception):
    """No order has the number that is named."""


class OrderBook:
    """With `keeps_keys` the same key is one order, or one update. Without, each that comes is another."""

    def __init__(self, path: str = ":memory:", *, keeps_keys: bool = True) -> None:
        self.keeps_keys = keeps_keys
        self.file = StubFile(path)

    def close(self) -> None:
        self.file.close()

    def has(self, key: str) -> bool:
        return bool(self.file.read("SELECT 1 FROM job WHERE key = ?", key))

    def take(self, key: str, order: dict[str, Any]) -> dict[str, str]:
        """Keeps the order, and returns its receipt. Raises KeyUsedForAnother."""
        with self.file.writing() as rows:
            number = made_before(rows, "order", key, order) if self.keeps_keys else None
            if number is None:
                new = (key, now(), json.dumps(order))
                number = rows.execute("INSERT INTO job (key, received_at, body) VALUES (?, ?, ?)", new).lastrowid or 0
                found_by = [(reference, number) for reference in references(order)]
                rows.executemany("INSERT INTO job_reference VALUES (?, ?)", found_by)
                if self.keeps_keys:
                    keep_key(rows, "order", key, order, number)
        (received_at,) = self.file.read("SELECT received_at FROM job WHERE number = ?", number)[0]
        return {"id": named(number), "receivedAt": received_at}

    def update(self, key: str, number: int, update: dict[str, Any]) -> int:
        """Keeps what became of an order, and returns the update's number. Raises KeyUsedForAnother and NoSuchOrder."""
        self.must_have(number)
        with self.file.writing() as rows:
            made = made_before(rows, "update", key, update) if self.keeps_keys else None
            if made is not None:
                return made
            new = (key, number, now(), json.dumps(update))
            made = rows.execute(
                "INSERT INTO change (key, number, received_at, body) VALUES (?, ?, ?, ?)", new
            ).lastrowid
            if self.keeps_keys:
                keep_key(rows, "update", key, update, made or 0)
        return made or 0

    def must_have(self, number: int) -> None:
        if not self.file.read("SELECT 1 FROM job WHERE number = ?", number):
            raise NoSuchOrder

    def found_by(self, reference: str, lag_seconds: float = 0) -> list[dict[str, Any]]:
        """The orders with our reference, oldest first. Those that came within the lag are not to be seen yet."""
        among = "WHERE number IN (SELECT number FROM job_reference WHERE reference = ?) AND received_at <= ?"
        rows = self.file.read(f"{SELECT} {among} ORDER BY number", reference, seen_from(lag_seconds))
        return [
            {"id": named(row[0]), "receivedAt": row[1], "Reference": json.loads(row[3])["Reference"]} for row in rows
        ]

    def updates_of(self, number: int, lag_seconds: float = 0) -> list[dict[str, Any]]:
        """As they came. Raises NoSuchOrder."""
        self.must_have(number)
        known = "SELECT id, body FROM change WHERE number = ? AND received_at <= ? ORDER BY id"
        return [
            {"id": str(id), **json.loads(body)} for id, body in self.file.read(known, number, seen_from(lag_seconds))
        ]

    def find(self, number: int) -> dict[str, Any] | None:
        rows = self.file.read(f"{SELECT} WHERE number = ?", number)
        return self._as_orders(rows)[0] if rows else None

    def newest_first(self, most: int = -1) -> list[dict[str, Any]]:
        return self._as_orders(self.file.read(f"{SELECT} ORDER BY number DESC LIMIT ?", most))

    def count(self) -> int:
        return int(self.file.read("SELECT count(*) FROM job")[0][0])

    def numbers_by_reference(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for reference, number in self.file.read("SELECT reference, number FROM job_reference ORDER BY number"):
            found.setdefault(reference, []).append(named(number))
        return found

    def _as_orders(self, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
        if not rows:
            return []
        numbers = [row[0] for row in rows]
        updates = self._bodies("change", "id", numbers)
        states = self._bodies("job_state", "sequence", numbers)
        return [as_order(row, updates.get(row[0], []), states.get(row[0], [])) for row in rows]

    def _bodies(self, table: str, order: str, numbers: list[int]) -> dict[int, list[dict[str, Any]]]:
        between = f"SELECT number, body FROM {table} WHERE number BETWEEN ? AND ? ORDER BY {order}"  # noqa: S608 ours
        return by_number(self.file.read(between, min(numbers), max(numbers)))


PEOPLE = ("Customer", "AccessContact", "AccessInformation")
COLUMNS_OF_CHANGE = "(key, number, received_at, body) VALUES (?, ?, ?, ?)"
SELECT = "SELECT number, received_at, key, body FROM job"


def by_number(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for number, body in rows:
        found.setdefault(number, []).append(json.loads(body))
    return found


def named(number: int) -> str:
    return f"NM-{number:06d}"


def references(order: dict[str, Any]) -> set[str]:
    return {reference["ID"] for reference in order["Reference"]}


def seen_from(lag_seconds: float) -> str:
    return written(datetime.now(UTC) - timedelta(seconds=lag_seconds))


def as_order(row: tuple[Any, ...], updates: list[dict[str, Any]], states: list[dict[str, Any]]) -> dict[str, Any]:
    """What was received, with what the stub added in front, and its appointment as the last update left it."""
    number, received_at, key, body = row
    order = {"id": named(number), "receivedAt": received_at, "idempotencyKey": key, "status": "open"}
    order |= json.loads(body)
    for update in updates:
        if update["OtherType"] == "addNote":
            continue
        if update["OtherType"] == "change-contact":
            order = {name: value for name, value in order.items() if name not in PEOPLE}
            order |= {name: update[name] for name in PEOPLE if name in update}
            continue
        order["status"] = "cancelled" if update["OtherType"] == "cancel" else "open"
        if window := update.get("RefinedAppointmentWindow"):
            order["Appointment"] = window
        else:
            order.pop("Appointment", None)
    return order | ({"jobStatusUpdates": updates} if updates else {}) | ({"happened": states} if states else {})
