"""Importing a CSV file into a table: all of it, or nothing."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE
from django.db import transaction

from repairs.staff.audited import keep_changes
from repairs.tables.comparison import Comparison, Line, Values, compare
from repairs.tables.csv_file import Fault
from repairs.tables.table import Table, read_table
from repairs.tables.uses import uses_of


class FileRefused(Exception):
    """The file has faults, and nothing was changed."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class TableChanged(Exception):
    """Importing would no longer do what the person was shown."""


def check_file(table: Table, content: bytes) -> Comparison:
    """What importing it would do. Raises FileRefused with all that is wrong."""
    return compare_with(table, read_rows(table, content), table.stored())


def import_file(table: Table, content: bytes, *, source: str, by: Any, shown: str | None = None) -> Comparison:
    """Brings the table up to date, and keeps who did it. `shown` is the fingerprint of what they agreed to.

    Raises FileRefused and TableChanged.
    """
    rows = read_rows(table, content)
    with transaction.atomic():
        comparison = compare_with(table, rows, table.stored(to_change=True))
        if shown not in {None, comparison.fingerprint}:
            raise TableChanged
        table.save([rows[line.code] for line in (*comparison.added, *comparison.changed)])
        keep_import(table, comparison, source, by)
    return comparison


def read_rows(table: Table, content: bytes) -> dict[str, Values]:
    read = read_table(table, content)
    if read.faults:
        raise FileRefused(read.faults)
    return read.rows


def compare_with(table: Table, rows: dict[str, Values], stored: dict[str, Values]) -> Comparison:
    return compare(table.columns, rows, stored, uses_of(table.model))


def keep_import(table: Table, comparison: Comparison, source: str, by: Any) -> None:
    codes = table.names[0]
    changed = [line.code for line in (*comparison.added, *comparison.changed)]
    if not changed:
        return
    rows = {getattr(row, codes): row for row in table.model._default_manager.all().iterator()}

    def told(lines: tuple[Line, ...]) -> Iterator[Any]:
        return ((rows[line.code], f"From {source}: {line.text}.") for line in lines)

    keep_changes(by, ADDITION, told(comparison.added))
    keep_changes(by, CHANGE, told(comparison.changed))
