"""What the stand-in scheduler knows: who can come when, and the appointments, in an SQLite file of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock
from typing import Any

from appointments.scheduler import Appointment, SlotTaken, Status, Times, Visit

TABLES = """
CREATE TABLE IF NOT EXISTS opening (
    day TEXT NOT NULL, name TEXT NOT NULL, patch TEXT NOT NULL, trade TEXT NOT NULL,
    minutes INTEGER NOT NULL, closed INTEGER NOT NULL,
    PRIMARY KEY (day, name, patch, trade)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS appointment (
    key TEXT PRIMARY KEY, status TEXT NOT NULL, changes INTEGER NOT NULL DEFAULT 0,
    reference TEXT, day TEXT, name TEXT, starts TEXT, ends TEXT, patch TEXT, trade TEXT, minutes INTEGER,
    held_until TEXT, home TEXT, comments TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS taken ON appointment (patch, trade, day, name);
"""
WEEKDAYS = range(5)
WINDOWS = (
    ("AM", time(8), time(12), WEEKDAYS),
    ("DAY", time(8), time(16), WEEKDAYS),
    ("SCHOOL", time(9, 30), time(14, 30), WEEKDAYS),
    ("PM", time(12), time(16), WEEKDAYS),
    ("SAT", time(9), time(12), [5]),
)
KEEP = """
INSERT OR REPLACE INTO appointment
    (key, changes, status, reference, day, name, starts, ends, patch, trade, minutes, held_until, home, comments)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
FIND = """
SELECT key, changes, status, reference, day, name, starts, ends, patch, trade, minutes, held_until, home, comments
FROM appointment
"""


class KeyCancelled(Exception):
    """What stood under the key was cancelled, for good."""


@dataclass(frozen=True)
class Opening:
    times: Times
    closed: bool
    left: int


@dataclass(frozen=True)
class Kept:
    """An appointment as it stands. `changes` counts how often it was put somewhere else, or to another status."""

    key: str
    status: Status
    appointment: Appointment | None
    changes: int


class AppointmentBook:
    """Safe to use from several threads. A file keeps its appointments when the server is killed.

    `usual_minutes` are in every window of a working week for every patch and trade; it knows of no bank holidays.
    """

    def __init__(self, path: str = ":memory:", usual_minutes: int = 0) -> None:
        self.usual_minutes = usual_minutes
        self._lock = Lock()
        self._rows = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._rows.execute("PRAGMA journal_mode = WAL")
        self._rows.executescript(TABLES)

    def close(self) -> None:
        with self._lock:
            self._rows.close()

    def open(self, day: date, name: str, patch: str, trade: str, minutes: int, closed: bool = False) -> None:
        with self._change() as rows:
            values = (day.isoformat(), name, patch, trade, minutes, closed)
            rows.execute("INSERT OR REPLACE INTO opening VALUES (?, ?, ?, ?, ?, ?)", values)

    def openings(self, patch: str, trade: str, first: date, last: date) -> list[Opening]:
        days = (first + timedelta(days=count) for count in range((last - first).days + 1))
        with self._lock:
            found = (self._opening(times, patch, trade, except_key="") for day in days for times in windows_on(day))
            return [opening for opening in found if opening]

    def put(self, key: str, appointment: Appointment, status: Status) -> Kept:
        """Raises SlotTaken or KeyCancelled."""
        with self._change() as rows:
            kept = self._find(key)
            if kept and kept.status is Status.CANCELLED:
                raise KeyCancelled
            if not (kept and kept.appointment and is_no_more_than(appointment, kept.appointment)):
                self._check_room(key, appointment)
            if kept and (kept.status, kept.appointment) == (status, appointment):
                return kept
            changes = kept.changes + 1 if kept else 0
            rows.execute(KEEP, (key, changes, *as_row(appointment, status)))
            return Kept(key, status, appointment, changes)

    def cancel(self, key: str) -> None:
        with self._change() as rows:
            rows.execute(
                "INSERT INTO appointment (key, status) VALUES (?, 'cancelled')"
                " ON CONFLICT (key) DO UPDATE SET status = 'cancelled'",
                (key,),
            )

    def standing(self) -> list[Kept]:
        """What is held or booked, by day and time."""
        with self._lock:
            rows = self._rows.execute(f"{FIND} WHERE status <> 'cancelled' ORDER BY day, starts, key").fetchall()
        return [as_kept(row) for row in rows]

    def find(self, key: str) -> Kept | None:
        with self._lock:
            return self._find(key)

    def _find(self, key: str) -> Kept | None:
        row = self._rows.execute(f"{FIND} WHERE key = ?", (key,)).fetchone()
        return as_kept(row) if row else None

    def _check_room(self, key: str, wanted: Appointment) -> None:
        if wanted.times not in windows_on(wanted.times.day):
            raise SlotTaken
        opening = self._opening(wanted.times, wanted.visit.patch, wanted.visit.trade, except_key=key)
        if opening is None or opening.closed or opening.left < wanted.visit.minutes:
            raise SlotTaken

    def _opening(self, times: Times, patch: str, trade: str, except_key: str) -> Opening | None:
        where = (times.day.isoformat(), times.name, patch, trade)
        row = self._rows.execute(
            "SELECT minutes, closed FROM opening WHERE (day, name, patch, trade) = (?, ?, ?, ?)", where
        ).fetchone()
        minutes, closed = row or (self.usual_minutes, False)
        if row is None and not self.usual_minutes:
            return None
        (taken,) = self._rows.execute(
            "SELECT coalesce(sum(minutes), 0) FROM appointment"
            " WHERE (day, name, patch, trade) = (?, ?, ?, ?) AND status <> 'cancelled' AND key <> ?",
            (*where, except_key),
        ).fetchone()
        return Opening(times, bool(closed), max(0, minutes - taken))

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                yield self._rows
            except BaseException:
                self._rows.execute("ROLLBACK")
                raise
            self._rows.execute("COMMIT")


def windows_on(day: date) -> list[Times]:
    return [Times(day, name, starts, ends) for name, starts, ends, weekdays in WINDOWS if day.weekday() in weekdays]


def is_no_more_than(wanted: Appointment, has: Appointment) -> bool:
    """Nothing has to be found for it: it stays where it is, and is no longer."""
    same_place = (wanted.times, wanted.visit.patch, wanted.visit.trade) == (has.times, has.visit.patch, has.visit.trade)
    return same_place and wanted.visit.minutes <= has.visit.minutes


def as_row(appointment: Appointment, status: Status) -> tuple[Any, ...]:
    times, visit = appointment.times, appointment.visit
    return (
        *(status, appointment.reference),
        *(times.day.isoformat(), times.name, times.starts.isoformat(), times.ends.isoformat()),
        *(visit.patch, visit.trade, visit.minutes),
        *(appointment.held_until.astimezone(UTC).isoformat(), appointment.home, appointment.comments),
    )


def as_kept(row: tuple[Any, ...]) -> Kept:
    key, changes, status, reference, day, name, starts, ends, patch, trade, minutes, until, home, comments = row
    if day is None:
        return Kept(key, Status(status), None, changes)
    times = Times(date.fromisoformat(day), name, time.fromisoformat(starts), time.fromisoformat(ends))
    visit = Visit(patch, trade, minutes)
    appointment = Appointment(reference, times, visit, datetime.fromisoformat(until), home, comments)
    return Kept(key, Status(status), appointment, changes)
