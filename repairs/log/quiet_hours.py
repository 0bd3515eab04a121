"""When phones are left in peace. Texts wait for the morning; an email wakes nobody."""

from datetime import date, datetime, time, timedelta

from django.conf import settings

from repairs.council.deadlines import LONDON
from repairs.log.hand_on import TO_ONE_ADDRESS
from repairs.log.models import Message

# Somebody waits for these, or should hear at once, whatever the hour.
AT_ANY_HOUR = frozenset({Message.Kind.EMERGENCY, Message.Kind.ON_THE_WAY, Message.Kind.PHOTO_LINK, *TO_ONE_ADDRESS})


def quiet_until(message: Message, now: datetime) -> datetime | None:
    """The morning until which this message waits, if it is to wait."""
    if message.channel != Message.Channel.TEXT or message.kind in AT_ANY_HOUR:
        return None
    return next_morning(now, settings.TEXTS_FROM_HOUR, settings.TEXTS_UNTIL_HOUR)


def next_morning(now: datetime, from_hour: int, until_hour: int) -> datetime | None:
    """The next time that clocks in London show `from_hour`, unless they show an hour for texts now."""
    local = now.astimezone(LONDON)
    if from_hour <= local.hour < until_hour:
        return None
    return at_hour(local.date() + timedelta(days=local.hour >= from_hour), from_hour)


def at_hour(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON)
