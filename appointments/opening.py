"""Whether somebody could come at all: the day, the hour and the horizon, whatever room there is."""

from datetime import date, datetime, time, timedelta

from django.conf import settings

from appointments.models import Place, Window
from repairs.council.deadlines import LONDON
from repairs.council.working_days import is_bank_holiday

A_DAY = timedelta(days=1)


def last_day(now: datetime) -> date:
    """The last day that can be booked."""
    return now.astimezone(LONDON).date() + timedelta(days=settings.APPOINTMENTS_HORIZON_DAYS)


def is_open(place: Place, now: datetime) -> bool:
    return runs_then(place.window, place.day, now) and place.day <= last_day(now)


def runs_then(window: Window, day: date, now: datetime) -> bool:
    """On a day that is within the horizon."""
    return window.runs_on(day.weekday()) and is_to_come(day, window.starts, now)


def is_open_at(day: date, starts: time, now: datetime) -> bool:
    """Whoever keeps the diary: schedulers may know of no bank holidays."""
    return is_to_come(day, starts, now) and day <= last_day(now)


def is_to_come(day: date, starts: time, now: datetime) -> bool:
    """Clocks are looked at only where the day alone does not tell, wherever `now` was read."""
    is_later = day > now.date() + A_DAY or datetime.combine(day, starts, LONDON) > now
    return is_later and not is_bank_holiday(day)
