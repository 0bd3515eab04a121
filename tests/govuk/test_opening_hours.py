from datetime import time

import pytest

from repairs.council.details import Line
from repairs.govuk.opening_hours import say_hours

MORNING, EIGHT, SIX, FIVE = (time(8), time(12)), time(8), time(18), time(17)


def line(*hours: tuple[int, time, time], bank: bool = False) -> Line:
    return Line("repairs", "the repairs team", "01632 960001", hours, closed_on_bank_holidays=bank)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([], "Open day and night, every day."),
        ([(day, EIGHT, SIX) for day in range(5)], "Monday to Friday, 8am to 6pm."),
        (
            [(day, EIGHT, SIX) for day in range(4)] + [(4, EIGHT, FIVE)],
            "Monday to Thursday, 8am to 6pm. Friday, 8am to 5pm.",
        ),
        ([(0, EIGHT, SIX), (1, EIGHT, SIX)], "Monday and Tuesday, 8am to 6pm."),
        ([(0, EIGHT, SIX), (2, EIGHT, SIX)], "Monday, 8am to 6pm. Wednesday, 8am to 6pm."),
        ([(5, time(13), FIVE), (5, *MORNING)], "Saturday, 8am to midday and 1pm to 5pm."),
    ],
)
def test_hours_are_said_in_words(hours: list[tuple[int, time, time]], words: str) -> None:
    assert say_hours(line(*hours)) == words


def test_bank_holidays_are_named() -> None:
    assert say_hours(line((0, EIGHT, SIX), bank=True)) == "Monday, 8am to 6pm. Closed on bank holidays."
