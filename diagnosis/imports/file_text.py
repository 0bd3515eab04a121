"""The text of a file, whoever saved it with whatever."""

import codecs

from diagnosis.characters import find_unkept
from diagnosis.documents import TreeRefused
from diagnosis.imports.limits import MOST_BYTES

ZIP = b"PK\x03\x04"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(content: bytes) -> str:
    """Raises TreeRefused where it is not text in UTF-8, or there is too much or nothing of it."""
    if len(content) > MOST_BYTES:
        raise TreeRefused.because(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    if content.startswith(ZIP):
        raise TreeRefused.because("The file is a zip file. Take the file that you need out of it first.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TreeRefused.because(wrong_encoding(content, error.start)) from error
    if not text.strip():
        raise TreeRefused.because("The file is empty.")
    if "\0" in text:
        raise TreeRefused.because("The file is not text.")
    check_characters(text)
    return text


def wrong_encoding(content: bytes, place: int) -> str:
    if content.startswith(UTF_16):
        return "The file is in UTF-16. Save it as UTF-8."
    if b"\0" in content:
        return "The file is not text."
    line = content.count(b"\n", 0, place) + 1
    return f"The file is not in UTF-8: see line {line}. Save it as UTF-8."


def check_characters(text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if unkept := find_unkept(line):
            raise TreeRefused.because(f"Line {number}: there is a character that cannot be kept ({unkept}).")
