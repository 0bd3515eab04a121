"""Reading a schedule of rates from a CSV file, and saying by line what is wrong with it."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from diagnosis.models import SorItem
from repairs.council.models import Trade

COLUMNS = ("code", "description", "trade", "minutes", "cost", "follow_on")


@dataclass
class SorFile:
    items: dict[str, SorItem] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_sor(lines: Iterable[str]) -> SorFile:
    read = SorFile()
    rows = csv.DictReader(lines, strict=True)
    trades = {trade.code: trade for trade in Trade.objects.all()}
    try:
        if missing := [column for column in COLUMNS if column not in (rows.fieldnames or [])]:
            read.faults.append(f"Line 1: there is no column {', '.join(missing)}.")
            return read
        for row in rows:
            read.faults.extend(f"Line {rows.line_num}: {fault}" for fault in add_row(read, row, trades))
    except (csv.Error, UnicodeDecodeError) as error:
        read.faults.append(f"Line {rows.line_num + 1}: this is not CSV in UTF-8 ({error}).")
    return read


def add_row(read: SorFile, row: Mapping[str, str | None], trades: Mapping[str, Trade]) -> list[str]:
    values = {column: (row[column] or "").strip() for column in COLUMNS}
    if len(row) != len(set(row) - {None}):
        return ["there are more values than columns."]
    trade = trades.get(values.pop("trade"))
    if trade is None:
        return [f"there is no trade “{row['trade']}”."]
    if values["code"] in read.items:
        return [f"the code “{values['code']}” is there twice."]
    item = SorItem(trade=trade, **values)
    try:
        item.clean_fields(exclude=["trade"])
    except ValidationError as error:
        return [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    read.items[item.code] = item
    return []
