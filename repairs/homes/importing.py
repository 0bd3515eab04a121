"""Bringing the register up to date from the housing system's file, at the same memory for any number of homes.

Each batch is saved in its own transaction and homes are marked as gone only at the end, so that an import that is
stopped half way leaves a register that works; running it again finishes it.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

from repairs.council.models import Patch
from repairs.homes.gone import find_missing, is_too_many, mark_gone
from repairs.homes.models import Home
from repairs.homes.rows import BadRow, GoodRow, RegisterRows
from repairs.homes.save_homes import Batch
from repairs.homes.seen import SeenUprns
from repairs.homes.text_lines import TextLines

BATCH = 1000


class Listener(Protocol):
    """Who hears how an import goes."""

    def bad_row(self, row: BadRow) -> None: ...
    def note(self, sentence: str) -> None: ...
    def progress(self, rows: int, share: float) -> None: ...


class Tally(Counter[str]):
    """Homes that are new, changed, returned, unchanged and gone; bad rows; missing homes that were kept."""

    @property
    def is_clean(self) -> bool:
        return not self["bad"] and not self["kept"]


def import_homes(path: Path, listener: Listener, *, check: bool = False, allow_gone: bool = False) -> Tally:
    """Read a register file into the register, or only check it. Raises `UnusableFileError` and `OSError`."""
    with path.open("rb") as file, SeenUprns() as seen:
        job = Import(RegisterRows(TextLines(file)), seen, listener, check=check)
        job.size = max(path.stat().st_size, 1)
        job.take_rows()
        job.take_missing(allow_gone=allow_gone)
        return job.tally


class Import:
    def __init__(self, rows: RegisterRows, seen: SeenUprns, listener: Listener, *, check: bool) -> None:
        self.rows = rows
        self.seen = seen
        self.listener = listener
        self.check = check
        self.size = 1
        self.tally = Tally()
        self.unplaced = 0
        self.homes_before = Home.objects.filter(gone_at=None).count()
        self.patches = set(Patch.objects.values_list("code", flat=True))

    def take_rows(self) -> None:
        good = self._good_rows()
        while rows := list(islice(good, BATCH)):
            self._take_batch(rows)
        if self.rows.lines.windows_lines:
            self._note_encoding()

    def _good_rows(self) -> Iterator[GoodRow]:
        for row in self.rows:
            if row.uprn and (first := self.seen.first_line(row.uprn, row.line)) != row.line:
                self._refuse(BadRow(row.line, f"uprn {row.uprn} is also on line {first}", row.uprn))
            elif isinstance(row, BadRow):
                self._refuse(row)
            else:
                yield row

    def _refuse(self, row: BadRow) -> None:
        self.tally["bad"] += 1
        self.unplaced += row.uprn is None
        self.listener.bad_row(row)

    def _take_batch(self, rows: list[GoodRow]) -> None:
        batch = Batch(rows, self.rows.columns)
        self._take_patches(rows)
        self.tally.update(batch.outcomes)
        if not self.check:
            batch.save()
        self.listener.progress(self.rows.lines.number, self.rows.lines.bytes_read / self.size)

    def _take_patches(self, rows: list[GoodRow]) -> None:
        new = {row.values["patch"] for row in rows} - self.patches - {None}
        for code in sorted(new):
            self.listener.note(f"Patch {code} is new. Give it a name in the admin.")
        if not self.check:
            Patch.objects.bulk_create([Patch(code=code, name=code) for code in new], ignore_conflicts=True)
        self.patches |= new

    def _note_encoding(self) -> None:
        lines = self.rows.lines
        self.listener.note(
            f"Lines that are not UTF-8 and were read as Windows-1252: {lines.windows_lines:,}, the first is line"
            f" {lines.first_windows_line}. Check the accents, or save the file as CSV in UTF-8."
        )

    def take_missing(self, *, allow_gone: bool) -> None:
        missing = find_missing(self.seen)
        reason = None if allow_gone else self._reason_to_keep(missing)
        if missing and reason:
            self.tally["kept"] = missing
            self.listener.note(
                f"Homes that are not in the file but were not marked as gone: {missing:,}. Reason: {reason}."
            )
            return
        self.tally["gone"] = missing
        if not self.check:
            mark_gone(self.seen)

    def _reason_to_keep(self, missing: int) -> str | None:
        if self.unplaced:
            return "some bad rows do not say which home they are about. Mend those rows, or use --allow-gone"
        if not self.tally.total() - self.tally["bad"]:
            return "the file holds no home that can be read"
        if is_too_many(missing, self.homes_before):
            return f"that is too many of the {self.homes_before:,} in the register. If it is right, use --allow-gone"
        return None
