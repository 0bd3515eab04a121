"""A table of the council's own that is imported from CSV and exported to it: what it holds, and how a row is kept."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Model

from repairs.tables.columns import Column
from repairs.tables.comparison import Values
from repairs.tables.csv_file import CsvRow, Fault, read_csv


class Table(ABC):
    """Made anew for each import, so that it knows the other tables as they are then."""

    model: ClassVar[type[Model]]
    columns: tuple[Column, ...]
    """The first is the code, by which a row is known."""

    @abstractmethod
    def make_row(self, values: Values) -> Model: ...

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def many(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def stored(self, *, to_change: bool = False) -> dict[str, Values]:
        rows = self.model._default_manager.order_by(self.names[0])
        if to_change:
            list(rows.select_for_update().values_list("pk"))
        found = rows.values_list(*(column.path for column in self.columns))
        return {values[0]: dict(zip(self.names, values, strict=True)) for values in found.iterator()}

    def save(self, values: list[Values]) -> None:
        fields = [column.name for column in self.columns[1:]]
        self.model._default_manager.bulk_create(
            [self.make_row(one) for one in values],
            update_conflicts=True,
            unique_fields=[self.names[0]],
            update_fields=fields,
            batch_size=1000,
        )


@dataclass
class ReadTable:
    rows: dict[str, Values] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_table(table: Table, content: bytes) -> ReadTable:
    """Every row without a fault, by code, and everything that is wrong with the others."""
    file = read_csv(content, table.names)
    read = ReadTable(faults=file.faults)
    lines: dict[str, int] = {}
    for row in file.rows:
        values, faults = read_values(table, row)
        code = row.values[table.names[0]]
        if code and (first := lines.setdefault(code, row.line)) != row.line:
            faults.append(f"the code “{code}” is in line {first} too")
        if faults:
            read.faults.append(Fault(row.line, f"{'; '.join(faults)}."))
        else:
            read.rows[code] = values
    read.faults.sort(key=lambda fault: fault.line)
    if not (read.rows or read.faults):
        read.faults.append(Fault(0, f"The file has no {table.many}, only the names of the columns."))
    return read


def read_values(table: Table, row: CsvRow) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    faults = []
    for column in table.columns:
        try:
            values[column.name] = column.read(row.values[column.name])
        except ValueError as error:
            faults.append(f"{column.said} {error}")
    return values, faults
