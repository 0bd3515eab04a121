"""References that people say over the phone."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repairs.log.reference import ALPHABET, RANDOM_CHARACTERS, check_character, new_reference, read_reference, written

LENGTH = RANDOM_CHARACTERS + 1
KNOWN = written("KM74QX9TD" + check_character("KM74QX9TD"))

references = st.text(ALPHABET, min_size=RANDOM_CHARACTERS, max_size=RANDOM_CHARACTERS).map(
    lambda random: random + check_character(random)
)


@pytest.mark.parametrize(
    "typed",
    [
        KNOWN,
        KNOWN.lower(),
        KNOWN.replace("-", ""),
        KNOWN.replace("-", " "),
        KNOWN.replace("-", "\u2011"),
        KNOWN.replace("-", "\u2013"),
        KNOWN.replace("-", "\u2014"),
        KNOWN.replace("-", "\u2212"),
        KNOWN.replace("-", "\u00ad"),
        KNOWN.replace("-", "\u00a0"),
        KNOWN.replace("-", "\u200b"),
        KNOWN.replace("-", "."),
        KNOWN.replace("-", "/"),
        KNOWN.replace("-", "_"),
        f"  {KNOWN}\n",
        " ".join(KNOWN.replace("-", "")),
        KNOWN + ".",
        "".join(chr(ord(character) + 0xFEE0) for character in KNOWN.replace("-", "")),
    ],
)
def test_it_is_read_back_however_it_is_typed(typed: str) -> None:
    assert read_reference(typed) == KNOWN


@pytest.mark.parametrize(
    "typed", ["", "-", KNOWN[:-1], KNOWN + "2", "KM7-4QX-9TD0", "\u0130" * 10, "K" * 10_000, KNOWN * 2, "\x00" * 10]
)
def test_anything_else_is_not_one(typed: str) -> None:
    assert read_reference(typed) is None


@given(references, st.data())
def test_one_wrong_character_is_caught_wherever_it_is(reference: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, LENGTH - 1))
    wrong = data.draw(st.sampled_from(ALPHABET.replace(reference[place], "")))
    assert read_reference(reference) == written(reference)
    assert read_reference(reference[:place] + wrong + reference[place + 1 :]) is None


@given(references, st.data())
def test_two_characters_that_changed_places_are_caught(reference: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, LENGTH - 2))
    second = data.draw(st.integers(first + 1, LENGTH - 1))
    swapped = list(reference)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert read_reference("".join(swapped)) is None or reference[first] == reference[second]


def test_it_cannot_be_guessed() -> None:
    assert RANDOM_CHARACTERS * math.log2(len(ALPHABET)) >= 40
    assert len({new_reference() for _ in range(1000)}) == 1000


def test_it_has_no_characters_that_are_taken_for_another() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    assert not set(ALPHABET) & set("AEIOU0158BLSZ")


def test_every_character_is_drawn_everywhere() -> None:
    drawn = [new_reference().replace("-", "") for _ in range(2000)]
    for place in range(LENGTH):
        assert {reference[place] for reference in drawn} == set(ALPHABET)
