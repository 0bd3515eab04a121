"""Reminders of a visit: written when it is booked or moved, and due by the clock on the wall in London."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from repairs.council.deadlines import LONDON
from repairs.log.models import Message, Repair

AT = time(17, 0)
FAR_AHEAD = timedelta(days=10)
"""Whoever booked longer ahead than this hears twice."""

KINDS = [Message.Kind.EARLY_REMINDER, Message.Kind.REMINDER]


@dataclass(frozen=True)
class Visit:
    """`version` is that of the appointment."""

    day: date
    starts: time
    version: int = 0

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.day, self.starts, LONDON)


@dataclass(frozen=True)
class Due:
    """From `too_late_at` on it would be of no use, or would come together with the next."""

    kind: Message.Kind
    at: datetime
    too_late_at: datetime


def reminders_of(visit: Visit, now: datetime) -> list[Due]:
    """Those whose time is still to come when the visit is booked or moved: at 5pm on the evening before, and two days
    before where that is more than ten days away."""
    evening, early = at_five(visit.day, 1), at_five(visit.day, 2)
    due = [Due(Message.Kind.REMINDER, evening, visit.begins_at)]
    if visit.day - now.astimezone(LONDON).date() > FAR_AHEAD:
        due.insert(0, Due(Message.Kind.EARLY_REMINDER, early, evening))
    return [reminder for reminder in due if now < reminder.at]


def at_five(visit: date, days_before: int) -> datetime:
    return datetime.combine(visit - timedelta(days=days_before), AT, LONDON)


def reminder_messages(
    repair: Repair, visit: Visit, channel: Message.Channel, now: datetime, *, waits_for_order: bool
) -> list[Message]:
    """Not yet written. As with a booking, nobody is reminded of what the HMS does not know."""
    return [
        Message(
            repair=repair,
            kind=due.kind,
            channel=channel,
            version=visit.version,
            wanted_at=due.at,
            due_at=due.at,
            too_late_at=due.too_late_at,
            waits_for_order=waits_for_order,
        )
        for due in reminders_of(visit, now)
    ]
