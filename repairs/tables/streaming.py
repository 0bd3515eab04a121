"""CSV for spreadsheets, a line at a time: with a byte order mark, and without formulas."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

from repairs.tables.csv_file import as_exported

MARK = "\ufeff"


class Echo:
    """What is written to it is given back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    writer: Any = csv.writer(Echo())
    yield MARK
    for row in rows:
        yield writer.writerow([as_text(value) for value in row])


def as_text(value: str) -> str:
    """On one line. What a spreadsheet would take for a formula has an apostrophe in front."""
    return as_exported(" ".join(value.split()))


def as_file(rows: Iterable[Iterable[str]], name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8", headers=headers)
