import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis.keys import SHORT, make_key
from diagnosis.problems.pages import KEY


@pytest.mark.parametrize(
    ("words", "taken", "key"),
    [
        ("Under the sink", [], "under-the-sink"),
        ("I don't know", [], "i-dont-know"),
        ("I don’t know", [], "i-dont-know"),
        ("Café, 2nd floor", [], "cafe-2nd-floor"),
        ("Tap", ["tap"], "tap-2"),
        ("Tap", ["tap", "tap-2"], "tap-3"),
        ("水", [], "page"),
        ("", ["page"], "page-2"),
        ("a" * 200, [], "a" * SHORT),
        (f"{'word ' * 11}longer at the end", [], "-".join(["word"] * 11)),
    ],
)
def test_a_key_is_made_from_the_words(words: str, taken: list[str], key: str) -> None:
    assert make_key(words, taken, otherwise="page") == key


@given(st.text(), st.integers(0, 12))
def test_whatever_the_words_it_may_be_part_of_an_address_and_is_new(words: str, alike: int) -> None:
    taken: list[str] = []
    for _ in range(alike + 1):
        taken.append(make_key(words, taken, otherwise="page"))
    assert len(set(taken)) == len(taken)
    assert all(KEY.fullmatch(key) and len(key) <= SHORT for key in taken)
