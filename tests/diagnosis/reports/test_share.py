"""Only nobody is 0%, and only everybody 100%."""

import pytest

from diagnosis.reports.share import Share


@pytest.mark.parametrize(
    ("number", "of", "percent"),
    [
        (0, 0, ""),
        (0, 500, "0%"),
        (1, 500, "under 1%"),
        (1, 3, "33%"),
        (499, 500, "over 99%"),
        (500, 500, "100%"),
        (1, 100_000, "under 1%"),
    ],
)
def test_a_share_is_told_in_whole_numbers(number: int, of: int, percent: str) -> None:
    assert Share(number, of).percent == percent


def test_a_large_number_has_commas() -> None:
    share = Share(12_345, 100_000)
    assert (share.count, share.count_of) == ("12,345", "100,000")


@pytest.mark.parametrize(("before", "was"), [(None, ""), (Share(0, 0), ""), (Share(0, 9), "0%"), (Share(1, 2), "50%")])
def test_what_it_was_before_is_told_where_there_was_something(before: Share | None, was: str) -> None:
    assert Share(1, 10, before).was == was
