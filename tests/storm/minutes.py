"""Whether the minutes of places add up: by the counters, and by the bookings behind them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Minutes:
    capacity: int
    held: int
    booked: int
    held_by_bookings: int
    booked_by_bookings: int

    @property
    def oversold(self) -> int:
        return max(0, self.held_by_bookings + self.booked_by_bookings - self.capacity)

    @property
    def lost(self) -> int:
        """Minutes that a counter has and no booking, or the other way round."""
        return abs(self.held - self.held_by_bookings) + abs(self.booked - self.booked_by_bookings)

    @property
    def adds_up(self) -> bool:
        return not (self.oversold or self.lost)


QUERY = """
    SELECT place.minutes, place.held, place.booked,
           coalesce(sum(booking.minutes) FILTER (WHERE booking.state = 'held'), 0),
           coalesce(sum(booking.minutes) FILTER (WHERE booking.state = 'booked'), 0)
      FROM appointments_place place LEFT JOIN appointments_booking booking ON booking.place_id = place.id
     WHERE %s::bigint IS NULL OR place.id = %s
     GROUP BY place.id
"""


def all_counted(place: int | None = None) -> list[Minutes]:
    """One statement, so that it sees one moment."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(QUERY, [place, place])
        return [Minutes(*row) for row in cursor.fetchall()]


def counted(place: int) -> Minutes:
    return all_counted(place)[0]
