"""A CSV file's rows as text, whatever program wrote it, and by line what is wrong with it."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import _csv

MOST_BYTES = 2 * 1024 * 1024
SEPARATORS = ",;\t"
IN_EXCEL = "In Excel, save it as “CSV UTF-8”"
OTHER_FORMATS = {
    codecs.BOM_UTF16_LE: "UTF-16 text",
    codecs.BOM_UTF16_BE: "UTF-16 text",
    b"PK\x03\x04": "a spreadsheet",
    b"\xd0\xcf\x11\xe0": "a spreadsheet",
    b"\x1f\x8b": "a compressed file",
    b"%PDF": "a PDF",
}
CSV_REASONS = {
    "unexpected end of data": "a quotation mark is opened and never closed",
    "field larger than field limit": "a value is too long: a quotation mark may not be closed",
    "expected after": "a quotation mark stands inside a value",
}
# A spreadsheet takes what begins with these for a formula. A file that we wrote has an apostrophe in front.
FORMULA = re.compile(r"'*[=+\-@]")
TURNS_TEXT_ROUND = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NOT_TEXT = {"Cc", "Cs", "Co", "Cn"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and in which line. Line 0 is the file as a whole."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.text}" if self.line else self.text


@dataclass(frozen=True, slots=True)
class CsvRow:
    line: int
    values: dict[str, str]


@dataclass
class CsvFile:
    rows: list[CsvRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_csv(content: bytes, columns: Sequence[str]) -> CsvFile:
    """The columns may stand in any order. A row with a fault is left out."""
    read = CsvFile()
    text = decode(content, read.faults)
    if text is None:
        return read
    reader = csv.reader(io.StringIO(text), strict=True, delimiter=separator_in(text, columns))
    names: list[str] = []
    for line, found in numbered(reader, read.faults):
        if not names:
            names = [name.strip().lower().replace(" ", "_").replace("-", "_") for name in found]
            read.faults.extend(Fault(line, fault) for fault in column_faults(names, columns))
            if read.faults:
                return read
        elif any(value.strip() for value in found):
            take_row(read, line, names, found)
    if not (names or read.faults):
        read.faults.append(Fault(0, f"The file is empty. Its first line must name the columns: {', '.join(columns)}."))
    return read


def decode(content: bytes, faults: list[Fault]) -> str | None:
    """The text with its lines as we end them, or nothing and why."""
    if len(content) > MOST_BYTES:
        faults.append(Fault(0, f"The file is larger than {MOST_BYTES // 1024**2} MB. Split it and import its parts."))
        return None
    for mark, kind in OTHER_FORMATS.items():
        if content.startswith(mark):
            faults.append(Fault(0, f"This is {kind}, not CSV. {IN_EXCEL}."))
            return None
    lines = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return lines.decode()
    except UnicodeDecodeError:
        faults.extend(encoding_faults(lines))
        return None


def encoding_faults(lines: bytes) -> Iterator[Fault]:
    for number, line in enumerate(lines.split(b"\n"), start=1):
        try:
            line.decode()
        except UnicodeDecodeError:
            yield Fault(number, f"a character is not in UTF-8. {IN_EXCEL}.")


def separator_in(text: str, columns: Sequence[str]) -> str:
    """A comma, or what a spreadsheet in another language puts in its place."""
    first = text.lstrip("\n").split("\n", 1)[0].lower().replace('"', "")
    known = {separator: len({*columns} & {*map(str.strip, first.split(separator))}) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: known[separator])


def numbered(reader: "_csv.Reader", faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins in. What follows broken quotation marks cannot be told apart."""
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = next((words for sign, words in CSV_REASONS.items() if sign in str(error)), str(error))
            faults.append(Fault(line, f"{reason}. The lines after it were not read."))
            return
        if row:
            yield line, row


def column_faults(names: list[str], columns: Sequence[str]) -> list[str]:
    named = [name for name in names if name]
    missing = [column for column in columns if column not in named]
    if len(missing) == len(columns):
        return [f"this must name the columns, with commas between them: {', '.join(columns)}."]
    twice = [column for column in columns if named.count(column) > 1]
    unknown = dict.fromkeys(name for name in named if name not in columns)
    return [
        *(f"there is no column “{column}”." for column in missing),
        *(f"the column “{column}” is there more than once." for column in twice),
        *(f"the column “{shorten(name)}” is not known. Take it out, or correct its name." for name in unknown),
    ]


def take_row(read: CsvFile, line: int, names: list[str], found: list[str]) -> None:
    """Spreadsheets leave out empty values at the end of a row, or add some."""
    values = [*(value.strip() for value in found), *[""] * (len(names) - len(found))]
    if any(value and not name for name, value in zip(names, values, strict=False)) or any(values[len(names) :]):
        read.faults.append(Fault(line, "there are more values than columns. Put text with commas in quotation marks."))
    elif broken := [name for name, value in zip(names, values, strict=False) if not is_text(value)]:
        read.faults.append(Fault(line, f"{', '.join(broken)} holds a line break or a character that cannot be shown."))
    else:
        named = {name: as_typed(value) for name, value in zip(names, values, strict=False) if name}
        read.rows.append(CsvRow(line, named))


def is_text(value: str) -> bool:
    if value.isascii():
        return value.isprintable()
    return not any(one == "\ufffd" or one in TURNS_TEXT_ROUND or unicodedata.category(one) in NOT_TEXT for one in value)


def as_typed(value: str) -> str:
    return value[1:] if value.startswith("'") and FORMULA.match(value) else value


def as_exported(value: str) -> str:
    return f"'{value}" if FORMULA.match(value) else value


def shorten(text: str, longest: int = 30) -> str:
    shown = "".join(one if is_text(one) else "�" for one in text[:longest])
    return f"{shown}…" if len(text) > longest else shown
