"""Which times suit whoever said when they could be in."""

from datetime import date, time

import pytest

from appointments.diary import Slot
from repairs.contact_centre.planning.suits import SPANS, suits
from repairs.report.steps.times import TIMES

FRIDAY, SATURDAY = date(2026, 3, 6), date(2026, 3, 7)
AM, PM, SCHOOL, ALL_DAY, EVENING = (8, 12), (12, 16), (9, 14), (8, 16), (17, 20)


def slot(day: date, hours: tuple[int, int]) -> Slot:
    return Slot("1", day, "X", time(hours[0]), time(hours[1]))


@pytest.mark.parametrize(
    ("wishes", "day", "hours", "expected"),
    [
        (["weekday mornings"], FRIDAY, AM, True),
        (["weekday mornings"], FRIDAY, PM, False),
        (["weekday mornings"], FRIDAY, ALL_DAY, False),
        (["weekday mornings", "weekday afternoons"], FRIDAY, ALL_DAY, True),
        (["weekday mornings"], SATURDAY, AM, False),
        (["Saturday mornings"], SATURDAY, (9, 12), True),
        (["Saturday mornings"], SATURDAY, PM, False),
        (["school hours"], FRIDAY, SCHOOL, True),
        (["school hours"], FRIDAY, AM, False),
        (["weekday evenings"], FRIDAY, EVENING, True),
        (["weekday evenings"], FRIDAY, PM, False),
        (["any time"], SATURDAY, ALL_DAY, True),
        (["what nobody is asked"], FRIDAY, AM, False),
        ([], FRIDAY, AM, False),
    ],
)
def test_a_time_suits_whoever_can_be_in_for_all_of_it(
    wishes: list[str], day: date, hours: tuple[int, int], expected: bool
) -> None:
    assert suits(slot(day, hours), wishes) is expected


def test_every_answer_of_the_journey_is_known() -> None:
    assert set(SPANS) == {value for value, _ in TIMES}
