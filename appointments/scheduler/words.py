"""Between our words and the interface's."""

from collections.abc import Sequence
from datetime import date, datetime, time, timezone

from pydantic import ValidationError

from appointments.scheduler import Appointment, Refused, Room, Standing, Status, Times, Visit, message
from repairs.council.deadlines import LONDON

LONGEST_COMMENT = 255


def as_message(appointment: Appointment, status: Status) -> message.Appointment:
    """Raises Refused for what no scheduler could take."""
    times, visit = appointment.times, appointment.visit
    try:
        return message.Appointment(
            reference=message.Reference(ID=appointment.reference),
            status="booked" if status is Status.BOOKED else "held",
            held_until=appointment.held_until,
            date=times.day,
            time_of_day=message.TimeOfDay(
                name=times.name,
                earliest_arrival_time=with_offset(times.day, times.starts),
                latest_arrival_time=with_offset(times.day, times.ends),
            ),
            patch=visit.patch,
            trade=visit.trade,
            minutes=visit.minutes,
            property_reference=appointment.home,
            comments=shortened(appointment.comments),
        )
    except ValidationError:
        raise Refused("it cannot be written for the scheduler") from None


def with_offset(day: date, at: time) -> time:
    """A time with London's offset on that day, as in 08:00:00+01:00, so that no reader has to guess it."""
    offset = datetime.combine(day, at, tzinfo=LONDON).utcoffset()
    return at.replace(tzinfo=timezone(offset) if offset is not None else None)


def shortened(text: str) -> str:
    """At most 255 characters, cut between words: schedulers cut what is longer in the middle of one."""
    if len(text) <= LONGEST_COMMENT:
        return text
    kept = text[:LONGEST_COMMENT]
    return f"{kept[: kept.rfind(' ', LONGEST_COMMENT // 2)]}…"


def appointment_of(given: message.Appointment) -> Appointment:
    """Raises ValueError where the times cannot be."""
    of_day = given.time_of_day
    return Appointment(
        reference=given.reference.id,
        times=times_of(given.date, of_day.name, of_day.earliest_arrival_time, of_day.latest_arrival_time),
        visit=Visit(given.patch, given.trade, given.minutes),
        held_until=given.held_until,
        home=given.property_reference,
        comments=given.comments,
    )


def rooms(given: message.Availability, first: date, last: date) -> Sequence[Room]:
    """What takes bookings between these days. Raises ValueError where the times cannot be."""
    return [
        Room(times_of(day.slot_date, slot.name, slot.start_time, slot.end_time), slot.available_minutes)
        for day in given.slot_days
        if first <= day.slot_date <= last and not day.non_booking_day
        for slot in day.slots
        if slot.bookable
    ]


def standings(given: message.Standings) -> dict[str, Standing]:
    """Raises ValueError where the times cannot be, or something stands at no time."""
    return {one.id: standing_of(one) for one in given.appointments}


def standing_of(given: message.Standing) -> Standing:
    if given.status == "cancelled":
        return Standing(Status.CANCELLED, None)
    if given.day is None or given.time_of_day is None:
        raise ValueError("It stands at no time.")
    of_day = given.time_of_day
    times = times_of(given.day, of_day.name, of_day.earliest_arrival_time, of_day.latest_arrival_time)
    return Standing(Status(given.status), times)


def times_of(day: date, name: str, starts: time, ends: time) -> Times:
    """A part of a day by London's clocks. A time that comes with an offset is taken at its word.

    Raises ValueError where it ends before it starts.
    """
    times = Times(day, name, london_time(day, starts), london_time(day, ends))
    if times.ends <= times.starts:
        raise ValueError("It ends before it starts.")
    return times


def london_time(day: date, at: time) -> time:
    return at if at.tzinfo is None else datetime.combine(day, at).astimezone(LONDON).time()
