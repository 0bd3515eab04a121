"""Words in a picture: how wide they are about, where their lines break, and how they are made safe."""

import re
from collections.abc import Iterator
from html import escape

# What XML 1.0 does not allow in a document, even escaped.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDEST_FAR_LETTERS = "\u1100"


def make_safe(words: str) -> str:
    """For text and for attributes in double quotes, in HTML and in XML."""
    return escape(NOT_XML.sub("\ufffd", words))


def letter_width(letter: str) -> float:
    """In ems, on the wide side, as fonts differ."""
    if letter >= WIDEST_FAR_LETTERS and not "\u2010" <= letter <= "\u203a":
        return 1.05
    if letter in "iljtfrI.,:;'|!()[] ":
        return 0.36
    if letter in "mwMW@%":
        return 0.95
    return 0.72 if letter.isupper() else 0.57


def text_width(words: str) -> float:
    return sum(map(letter_width, words))


def break_lines(words: str, ems: float, most: int) -> list[str]:
    """Lines no wider than `ems`, at most `most` of them; the last one says by an ellipsis that more was left out."""
    lines: list[str] = []
    line, width = "", 0.0
    for word in pieces(words, ems):
        size = text_width(word)
        if line and width + 0.36 + size > ems:
            lines.append(line)
            if len(lines) == most:
                lines[-1] = f"{line[:-1]}…"
                return lines
            line, width = "", 0.0
        line, width = (f"{line} {word}", width + 0.36 + size) if line else (word, size)
    return [*lines, line] if line else lines


def pieces(words: str, ems: float) -> Iterator[str]:
    """The words, cut where one alone is wider than a line."""
    most = int(ems / 1.05)
    for word in words.split():
        if text_width(word) <= ems:
            yield word
        else:
            yield from (word[at : at + most] for at in range(0, len(word), most))
