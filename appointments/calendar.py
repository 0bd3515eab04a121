"""An appointment as a calendar file. Plain Python, without Django."""

from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event

from repairs.council.deadlines import LONDON


def calendar_file(
    *,
    uid: str,
    sequence: int,
    day: date,
    starts: time,
    ends: time,
    summary: str,
    location: str,
    description: str,
    now: datetime,
    cancelled: bool = False,
) -> bytes:
    """An .ics with one event; `starts` and `ends` are London time.

    A change keeps the uid and raises the sequence, so that calendars replace what they have; so does a cancellation.
    """
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", now.astimezone(UTC))
    # In UTC the file needs no description of the time zone, which is twenty times its size.
    event.add("dtstart", datetime.combine(day, starts, LONDON).astimezone(UTC))
    event.add("dtend", datetime.combine(day, ends, LONDON).astimezone(UTC))
    event.add("summary", summary)
    event.add("location", location)
    event.add("description", description)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return wrap(event, "CANCEL" if cancelled else "PUBLISH")


def wrap(event: Event, method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Report a repair//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
