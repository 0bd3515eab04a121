"""Dates and times as residents read them: Thursday 5 March 2026, 8am to midday. Always London time."""

from datetime import date, datetime, time

from repairs.council.deadlines import LONDON


def say_date(day: date | datetime) -> str:
    """Thursday 5 March 2026."""
    if isinstance(day, datetime):
        day = day.astimezone(LONDON).date()
    return f"{day:%A} {day.day} {day:%B %Y}"


def say_short_date(day: date) -> str:
    """Thu 5 Mar, for a text message, where every letter counts."""
    return f"{day:%a} {day.day} {day:%b}"


def say_time(moment: time | datetime) -> str:
    """8am, 5:30pm, midday, midnight."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(LONDON).time()
    if (moment.hour, moment.minute) in {(0, 0), (12, 0)}:
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def say_window(starts: time, ends: time) -> str:
    """8am to midday."""
    return f"{say_time(starts)} to {say_time(ends)}"


def say_moment(moment: datetime) -> str:
    """Thursday 5 March 2026 at 5:30pm."""
    return f"{say_date(moment)} at {say_time(moment)}"


def say_deadline(moment: datetime) -> str:
    """By when: the end of Thursday 5 March 2026, or the hour where it matters."""
    local = moment.astimezone(LONDON)
    if (local.hour, local.minute) == (23, 59):
        return f"the end of {say_date(moment)}"
    return f"{say_time(moment)} on {say_date(moment)}"


def say_short_deadline(moment: datetime) -> str:
    """Thu 5 Mar, or 10:10am, Wed 4 Mar: by when, for a text message."""
    local = moment.astimezone(LONDON)
    day = say_short_date(local.date())
    return day if (local.hour, local.minute) == (23, 59) else f"{say_time(moment)}, {day}"
