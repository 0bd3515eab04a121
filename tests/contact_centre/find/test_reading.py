"""What was typed into the box is understood as what an agent means by it."""

import pytest

from repairs.contact_centre.find.reading import Reading, read_search
from repairs.log.reference import new_reference

NUMBERS = """
999000000001     | uprn 999000000001
000999000001     | uprn 999000001
12345            | uprn 12345
07700 900123     | phone 07700 900123
+44 7700 900123  | phone 07700 900123
(01632) 960001   | phone 01632 960001
0044 7700 900123 | phone 07700 900123
7700900123       | uprn 7700900123, phone 07700 900123
447700900123     | uprn 447700900123, phone 07700 900123
ada@example.com  | email ada@example.com
nm1 2ab          | postcode NM1 2AB
NM12AB           | postcode NM1 2AB
nml 2ab          | postcode NM1 2AB
12345678901234567890 | nothing
...              | nothing
"""

WORDS = """
12 mill rd            | 12 mill rd/road
mill road 12a         | mill road/rd 12a
12-14 Mill            | 12 14 mill
Number 7, Mill        | 7 mill
O'Brien House         | obrien house/hse
flat 3                | flat/apartment/apt 3
nm1                   | nm1
nm1 2a                | nm1 2a
nm12                  | nm12/nm1+2
12 Mill Road, NM1 2AB | 12 mill road/rd at NM1 2AB
12 mill road nm12ab   | 12 mill road/rd at NM1 2AB
"""

NAMES = """
Ada Byron         | ada byron
O'Brien           | o brien
12 Byron          |
Byron NM1 2AB     |
one two three four five six |
"""


def cases(table: str) -> list[tuple[str, str]]:
    sides = (line.partition("|") for line in table.strip().splitlines())
    return [(typed.strip(), wanted.strip()) for typed, _, wanted in sides]


def said(reading: Reading) -> str:
    kinds = {name: getattr(reading, name) for name in ("reference", "uprn", "phone", "email", "postcode")}
    return ", ".join(f"{name} {value}" for name, value in kinds.items() if value) or "nothing"


def words_said(reading: Reading) -> str:
    """Numbers without the zeros that the register sorts by, and each way once."""
    terms = ["/".join(dict.fromkeys("+".join(plain(part) for part in way) for way in term)) for term in reading.words]
    return " ".join(terms) + (f" at {reading.postcode}" if reading.postcode else "")


def plain(part: str) -> str:
    return part.replace("0000", "").replace("0", "")


@pytest.mark.parametrize(("typed", "wanted"), cases(NUMBERS))
def test_what_is_one_of_a_kind_is_told_apart(typed: str, wanted: str) -> None:
    assert said(read_search(typed)) == wanted


@pytest.mark.parametrize(("typed", "wanted"), cases(WORDS))
def test_words_are_those_of_an_address(typed: str, wanted: str) -> None:
    assert words_said(read_search(typed)) == wanted


@pytest.mark.parametrize(("typed", "wanted"), cases(NAMES))
def test_words_without_a_number_may_be_a_name(typed: str, wanted: str) -> None:
    assert " ".join(read_search(typed).names) == wanted


def test_a_reference_is_read_in_any_writing() -> None:
    reference = new_reference()
    assert read_search(reference.lower().replace("-", " ")).reference == reference


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "🚿", "'; drop table", "&|!:*()", "a" * 5000, "1" * 5000, "é" * 300]
)
def test_nonsense_is_read_without_harm(typed: str) -> None:
    reading = read_search(typed)
    assert all(way and all(start.isalnum() for start in way) for term in reading.words for way in term)
