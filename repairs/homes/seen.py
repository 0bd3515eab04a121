"""Which UPRNs a file has named so far. Kept on disk, so that millions need no more memory than hundreds."""

import sqlite3
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

CACHE_KILOBYTES = 16_000


class SeenUprns:
    """A private scratch file beside the register: a check must not write to the register, nor hold it locked.

    SQLite removes the file by itself, even after a crash.
    """

    def __init__(self) -> None:
        self.scratch = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{CACHE_KILOBYTES}"):
            self.scratch.execute(f"PRAGMA {setting}")
        self.scratch.execute("CREATE TABLE seen (uprn INTEGER PRIMARY KEY, line INTEGER NOT NULL)")
        self.scratch.execute("CREATE TABLE missing (home INTEGER PRIMARY KEY)")
        self.scratch.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.scratch.close()

    def first_line(self, uprn: str, line: int) -> int:
        """The line that first named this UPRN, which is `line` when nothing did before."""
        if self.scratch.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (int(uprn), line)).rowcount:
            return line
        return int(self.scratch.execute("SELECT line FROM seen WHERE uprn = ?", (int(uprn),)).fetchone()[0])

    def note_missing(self, homes: Sequence[tuple[int, str]]) -> None:
        """Keep those of `homes` (key, UPRN) that the file has not named."""
        rows = ((home, int(uprn)) for home, uprn in homes)
        unseen = "INSERT OR IGNORE INTO missing SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM seen WHERE uprn = ?2)"
        self.scratch.executemany(unseen, rows)

    def count_missing(self) -> int:
        return int(self.scratch.execute("SELECT COUNT(*) FROM missing").fetchone()[0])

    def missing(self, size: int) -> Iterator[list[int]]:
        rows = self.scratch.execute("SELECT home FROM missing ORDER BY home")
        while batch := rows.fetchmany(size):
            yield [home for (home,) in batch]
