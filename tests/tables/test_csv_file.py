"""A CSV file is read whatever program wrote it, or refused in words that say what to do."""

import pytest

from repairs.tables.csv_file import MOST_BYTES, read_csv

COLUMNS = ["code", "name"]
PIPE = {"code": "A", "name": "Pipe"}

GOOD = [
    b"code,name\nA,Pipe\n",
    b"code,name\r\nA,Pipe\r\n",
    b"code,name\rA,Pipe",
    b"\xef\xbb\xbfcode,name\nA,Pipe",
    b"code;name\nA;Pipe",
    b"code\tname\nA\tPipe",
    b'"code","name"\n"A","Pipe"',
    b"Name , CODE\n Pipe , A ",
    b"code,name,,\nA,Pipe,,",
    b"code,name\nA,Pipe,,",
    b"\n\ncode,name\n\n,\nA,Pipe\n\n",
]
REFUSED = [
    (b"", "The file is empty. Its first line must name the columns: code, name."),
    (b"\xef\xbb\xbf\n\n", "The file is empty."),
    (b"x" * (MOST_BYTES + 1), "The file is larger than 2 MB."),
    ("code,name".encode("utf-16"), "This is UTF-16 text, not CSV. In Excel, save it as “CSV UTF-8”."),
    (b"PK\x03\x04rest", "This is a spreadsheet, not CSV."),
    (b"\x1f\x8brest", "This is a compressed file, not CSV."),
    (b"%PDF-1.7", "This is a PDF, not CSV."),
    (b"code,name\nA,Caf\xe9\nB,Pipe\nC,\xa35", "Line 2: a character is not in UTF-8. In Excel, save it"),
    (b"A,Pipe\n", "Line 1: this must name the columns, with commas between them: code, name."),
    (b"code|name\nA|Pipe", "Line 1: this must name the columns, with commas"),
    (b"\x00" * 500_000, "Line 1: a value is too long: a quotation mark may not be closed."),
    (b"code\nA", "Line 1: there is no column “name”."),
    (b"code,name,code\n", "Line 1: the column “code” is there more than once."),
    (b"code,name,price\n", "Line 1: the column “price” is not known. Take it out, or correct its name."),
    (b"code,name,\x1b[31m\n", "the column “�[31m” is not known."),
    (b"code,name\nA,Pipe,x\n", "Line 2: there are more values than columns. Put text with commas in quotation marks."),
    (b"code,,name\nA,x,Pipe\n", "Line 2: there are more values than columns."),
    (b"code,name\nA,Pi\x00pe\n", "Line 2: name holds a line break or a character that cannot be shown."),
    (b'code,name\nA,"Pi\npe"\n', "Line 2: name holds a line break"),
    ("code,name\nA,Pi\u202epe\n".encode(), "Line 2: name holds a line break or a character that cannot be shown."),
    ("code,name\nA,Pi\ufffdpe\n".encode(), "Line 2: name holds a line break or a character that cannot be shown."),
    (b'code,name\nA,"Pipe\nB,Tap\n', "Line 2: a quotation mark is opened and never closed. The lines after it"),
    (b'code,name\nA,"Pi"pe\n', "Line 2: a quotation mark stands inside a value."),
    (b'code,name\nA,"' + b"x" * 200_000 + b'"\n', "Line 2: a value is too long"),
]


@pytest.mark.parametrize("content", GOOD)
def test_a_file_of_any_program_is_read(content: bytes) -> None:
    read = read_csv(content, COLUMNS)
    assert ([row.values for row in read.rows], read.faults) == ([PIPE], [])


@pytest.mark.parametrize(("content", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_a_file_that_cannot_be_read_says_why(content: bytes, says: str) -> None:
    assert any(says in str(fault) for fault in read_csv(content, COLUMNS).faults)


def test_every_line_in_another_encoding_is_named() -> None:
    read = read_csv(b"code,name\nA,Caf\xe9\nB,Pipe\nC,\xa35", COLUMNS)
    assert [fault.line for fault in read.faults] == [2, 4]


def test_every_wrong_column_is_named() -> None:
    assert len(read_csv(b"code,code,price,vat\n", COLUMNS).faults) == 4


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    read = read_csv(b'code,name\n\nA,"two\nlines"\nB,Tap\n', COLUMNS)
    assert ([fault.line for fault in read.faults], [row.line for row in read.rows]) == ([3], [5])


def test_letters_of_other_languages_and_spaces_that_do_not_break_are_text() -> None:
    name = "Łącznik\u00a0½” £ – 水管 🚰"
    assert read_csv(f"code,name\nA,{name}".encode(), COLUMNS).rows[0].values["name"] == name


def test_a_hundred_thousand_rows_are_read() -> None:
    content = b"code,name\n" + b"".join(b"%06d,Pipe\n" % number for number in range(100_000))
    assert len(read_csv(content, COLUMNS).rows) == 100_000
