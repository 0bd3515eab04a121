"""A file's lines as text, one at a time, however large the file and whatever wrote it."""

import codecs
import csv
from typing import BinaryIO

LONGEST_LINE = 100_000
OTHER_FORMATS = {
    codecs.BOM_UTF16_LE: "UTF-16 text",
    codecs.BOM_UTF16_BE: "UTF-16 text",
    b"PK\x03\x04": "a spreadsheet",
    b"\xd0\xcf\x11\xe0": "a spreadsheet",
    b"\x1f\x8b": "a compressed file",
}


class UnusableFileError(Exception):
    """The whole file is refused. The message is a sentence that says why and what to do."""


class TextLines:
    """UTF-8 lines, with or without a byte order mark. A line that is not UTF-8 is read as Windows-1252 and counted.

    A line that is far too long raises `csv.Error` as its own turn, in pieces, so that it is never held whole.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.number = 0
        self.bytes_read = 0
        self.windows_lines = 0
        self.first_windows_line = 0

    def __iter__(self) -> "TextLines":
        return self

    def __next__(self) -> str:
        line = self._read_piece()
        if not line:
            raise StopIteration
        self.number += 1
        if self.number == 1:
            line = first_line_of_text(line)
        if len(line) > LONGEST_LINE:
            self._skip_rest(line)
            raise csv.Error(f"the line is longer than {LONGEST_LINE:,} characters")
        return self._decode(line)

    def _read_piece(self) -> bytes:
        piece = self.file.readline(LONGEST_LINE + 1)
        self.bytes_read += len(piece)
        return piece

    def _skip_rest(self, piece: bytes) -> None:
        while piece and not piece.endswith(b"\n"):
            piece = self._read_piece()

    def _decode(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self.windows_lines += 1
            self.first_windows_line = self.first_windows_line or self.number
            return line.decode("cp1252", errors="replace")


def first_line_of_text(line: bytes) -> bytes:
    for mark, kind in OTHER_FORMATS.items():
        if line.startswith(mark):
            raise UnusableFileError(f"This is {kind}. Save it as CSV in UTF-8 and try again.")
    if b"\r" in line.rstrip(b"\r\n"):
        raise UnusableFileError("The lines end as on an old Mac. Save the file as CSV in UTF-8 and try again.")
    return line.removeprefix(codecs.BOM_UTF8)
