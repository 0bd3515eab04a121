"""The figures as a file for a spreadsheet: one number a line, so that they can be sorted and added up."""

import csv
import io
from collections.abc import Iterator

from diagnosis.reports.share import Share
from diagnosis.reports.table import OutcomeRow, PageRow
from diagnosis.reports.totals import Total
from repairs.tables.csv_file import as_exported

COLUMNS = ["kind", "key", "words", "counted", "option", "number", "out_of", "percent", "percent_before"]


def write_csv(all_reports: list[Total], outcomes: list[OutcomeRow], pages: list[PageRow]) -> bytes:
    """It opens as text in spreadsheets: with a byte order mark, and without formulas."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for line in lines(all_reports, outcomes, pages):
        writer.writerow([as_exported(value) for value in line])
    return file.getvalue().encode("utf-8-sig", errors="replace")


def lines(all_reports: list[Total], outcomes: list[OutcomeRow], pages: list[PageRow]) -> Iterator[list[str]]:
    for total in all_reports:
        yield ["total", "", "", total.name, "", *numbers(total.share)]
    rows: list[OutcomeRow | PageRow] = [*outcomes, *pages]
    for row in rows:
        about = [row.node.kind, row.node.key, row.node.heading]
        yield [*about, "Reached", "", *numbers(row.reached)]
        for measure in row.measures:
            if measure.share is not None:
                yield [*about, measure.name, "", *numbers(measure.share)]
        if isinstance(row, PageRow):
            yield [*about, "Still being answered", "", *numbers(Share(row.going, row.reached.number))]
            for each in row.options:
                yield [*about, "Chose", each.option.text, *numbers(each.chosen)]


def numbers(share: Share) -> list[str]:
    return [str(share.number), str(share.of), decimal(share), decimal(share.before)]


def decimal(share: Share | None) -> str:
    return f"{share.part * 100:.1f}" if share and share.of else ""
