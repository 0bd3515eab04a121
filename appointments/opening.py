"""Whether somebody could come at all: the day, the hour and the horizon, whatever room there is."""

from datetime import date, datetime, timedelta

from django.conf import settings

from appointments.models import Place
from repairs.council.deadlines import LONDON
from repairs.council.working_days import is_bank_holiday


def last_day(now: datetime) -> date:
    """The last day that can be booked."""
    return now.astimezone(LONDON).date() + timedelta(days=settings.APPOINTMENTS_HORIZON_DAYS)


def is_open(place: Place, now: datetime) -> bool:
    starts = datetime.combine(place.day, place.window.starts, LONDON)
    runs = place.window.runs_on(place.day.weekday()) and not is_bank_holiday(place.day)
    return runs and starts > now and place.day <= last_day(now)
