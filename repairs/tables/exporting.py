import csv
import io

from repairs.tables.csv_file import as_exported
from repairs.tables.table import Table


def export_table(table: Table) -> bytes:
    """CSV that imports back unchanged, and that spreadsheets open as text: with a byte order mark, without formulas."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(table.names)
    writer.writerows([as_exported(str(value)) for value in values.values()] for values in table.stored().values())
    return file.getvalue().encode("utf-8-sig")
