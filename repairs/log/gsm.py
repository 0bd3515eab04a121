"""How a phone network counts a text: the letters of GSM 03.38, 160 to a text."""

import unicodedata

ONE_TEXT = 160
LETTERS = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TAKE_TWO = frozenset("^{}\\[~]|€")
WRITTEN_OTHERWISE = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2026": "..."}
)


def in_gsm(text: str) -> str:
    """The text in letters that every phone has. One other letter would make all of it cost more than twice as much."""
    return "".join(nearest(letter) for letter in text.translate(WRITTEN_OTHERWISE))


def nearest(letter: str) -> str:
    """The letter itself, the same one without its accent (Welsh w and y), or nothing."""
    if letter in LETTERS or letter in TAKE_TWO:
        return letter
    if letter.isspace():
        return " "
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if part in LETTERS)


def length(text: str) -> int:
    """How much of a text it takes."""
    return len(text) + sum(letter in TAKE_TWO for letter in text)
