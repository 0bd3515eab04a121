"""Working days in England and Wales: not Saturday, not Sunday, not a bank holiday."""

from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@cache
def bank_holiday_names() -> dict[date, str]:
    """Every bank holiday that the library knows, without asking the network."""
    known = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return {holiday["date"]: holiday["title"] for holiday in known}


@cache
def bank_holidays() -> frozenset[date]:
    return frozenset(bank_holiday_names())


def last_known_bank_holiday() -> date:
    return max(bank_holidays())


def is_bank_holiday(day: date) -> bool:
    return day in bank_holidays()


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_bank_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """The working day `count` after `day`. `day` itself is day zero, as in Awaab's Law and Right to Repair."""
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day
