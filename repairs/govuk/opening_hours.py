"""When a phone line is answered, in words: Monday to Thursday, 8am to 6pm. Friday, 8am to 5pm."""

from functools import lru_cache
from itertools import groupby

from repairs.council.dates import say_window
from repairs.council.details import Line

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=32)
def say_hours(line: Line) -> str:
    if not line.hours:
        return "Open day and night, every day."
    hours_of = {
        day: " and ".join(say_window(opens, closes) for weekday, opens, closes in sorted(line.hours) if weekday == day)
        for day in sorted({day for day, _, _ in line.hours})
    }
    closed = " Closed on bank holidays." if line.closed_on_bank_holidays else ""
    return " ".join(f"{say_days(days)}, {hours}." for days, hours in alike_in_a_row(hours_of)) + closed


def alike_in_a_row(hours_of: dict[int, str]) -> list[tuple[list[int], str]]:
    """Days that follow each other with the same hours, together."""
    numbered = enumerate(hours_of.items())
    runs = groupby(numbered, key=lambda entry: (entry[1][0] - entry[0], entry[1][1]))
    return [([day for _, (day, _) in run], hours) for (_, hours), run in runs]


def say_days(days: list[int]) -> str:
    if len(days) == 1:
        return DAYS[days[0]]
    joined = " and " if len(days) == 2 else " to "
    return joined.join((DAYS[days[0]], DAYS[days[-1]]))
