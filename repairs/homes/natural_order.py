"""The order in which people look for an address: Flat 2 before Flat 10, and each building's flats together."""

import re
import unicodedata

LONGEST_KEY = 200
WORD = re.compile(r"[0-9a-z]+")
QUOTES = "'\u2019"
NUMBER = re.compile(r"[0-9]+")


def natural_key(*lines: str) -> str:
    """A key that sorts as people count: the street first, then the building, then the flat.

    It holds only a to z, 0 to 9 and spaces, so that every database sorts it alike, whatever its collation.
    """
    parts = [part for line in lines if line for part in line.split(",")]
    return "  ".join(key for part in reversed(parts) if (key := _part_key(part)))[:LONGEST_KEY]


def _part_key(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part.casefold())
    plain = "".join(character for character in plain if not (unicodedata.combining(character) or character in QUOTES))
    return NUMBER.sub(lambda number: number[0].zfill(6), " ".join(WORD.findall(plain)))
