"""What would be lost if a window were deleted, or did not run on a day any more."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from appointments.models import Booking, Leave, Place, Weekday, WeeklyCapacity, Window
from repairs.council.dates import say_date

MOST_NAMED = 5


def uses_of_window(window: Window) -> Iterator[str]:
    teams = WeeklyCapacity.objects.filter(window=window).order_by("team__name")
    if names := list(teams.values_list("team__name", flat=True).distinct()):
        yield f"{window.name}: in the working pattern of {say_some(names)}."
    if places := Place.objects.filter(window=window).count():
        yield f"{window.name}: in {count(places, 'place')} of the diary, with {count(booked_in(window), 'booking')}."
    if leave := Leave.objects.filter(window=window).count():
        yield f"{window.name}: in leave that was entered {count(leave, 'time')}."


def say_days_in_use(window: Window, weekdays: list[int]) -> list[str]:
    """Why the window must go on running on days that are to be left out."""
    gone = sorted(set(window.weekdays) - set(weekdays))
    return [line for weekday in gone for line in say_day_in_use(window, weekday)]


def say_day_in_use(window: Window, weekday: int) -> Iterator[str]:
    day = Weekday(weekday).label
    teams = WeeklyCapacity.objects.filter(window=window, weekday=weekday).order_by("team__name")
    if names := list(teams.values_list("team__name", flat=True)):
        yield f"{day} is in the working pattern of {say_some(names)}. Take it out of the pattern first."
    taken = Place.objects.filter(window=window, day__gte=timezone.localdate(), day__iso_week_day=weekday + 1)
    days = taken.filter(Q(held__gt=0) | Q(booked__gt=0)).order_by("day")
    if dates := list(days.values_list("day", flat=True).distinct()):
        yield f"There are bookings on {say_some([say_date(date) for date in dates])}. Move them first."


def booked_in(window: Window) -> int:
    return Booking.objects.filter(place__window=window, state=Booking.State.BOOKED).count()


def say_some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return "; ".join([*names[:MOST_NAMED], *([f"and {more} more"] if more > 0 else [])])


def count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
