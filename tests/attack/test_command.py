"""What `make attack` says of its parts."""

import pytest

from tests.attack.__main__ import is_passed, totals, walks

PASSED, FAILED, NOTHING = 0, 1, 5


@pytest.mark.parametrize(
    ("parts", "passed"),
    [
        ([PASSED, PASSED], True),
        ([PASSED, NOTHING], True),
        ([NOTHING, PASSED], True),
        ([NOTHING, NOTHING], False),
        ([PASSED, FAILED], False),
        ([FAILED, NOTHING], False),
        ([PASSED, -9], False),
    ],
)
def test_a_part_of_which_nothing_was_chosen_is_left_out(parts: list[int], passed: bool) -> None:
    assert is_passed(parts) is passed


def test_every_string_is_sent_on_one_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert [how for *_, how in walks()] == ["whole"]
    monkeypatch.setenv("DATABASE_URL", "postgres://here")
    assert list(walks()) == [("SQLite", "", "some"), ("PostgreSQL", "postgres://here", "whole")]


def test_what_walks_have_counted_is_added_up() -> None:
    found = totals({"one": {"requests": 2, "successes": 0}, "other": {"requests": 3, "forms": 1}})
    assert (found["requests"], found["forms"], found["answers_5xx"]) == (5, 1, 0)
