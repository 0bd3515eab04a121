"""Which messages a report and its changes lead to. Their words are in `message_words`."""

from datetime import datetime, timedelta
from typing import Any

from repairs.log.hand_on import is_known_bad, other_way
from repairs.log.models import Appointment, CallBack, Message, Repair, WorksOrder
from repairs.log.reminders import KINDS as REMINDERS
from repairs.log.reminders import Visit, reminder_messages
from repairs.statements import Gap, Read

# When the HMS cannot be reached, a resident hears after this time at least that we have the report.
TELL_RECEIVED_AFTER = timedelta(minutes=10)

STILL_SAID_WHEN_CANCELLED = [Message.Kind.ANSWERED, Message.Kind.COMPLAINT, Message.Kind.CONTACT_CHANGED]
SPEAK_OF_A_TIME = [Message.Kind.BOOKED, Message.Kind.MOVED, *REMINDERS]


BOOKED = Read(lambda: Appointment.objects.filter(repair=Gap(Repair, "id", "repair"), cancelled_at=None).order_by("pk"))
OPEN_CALL_BACK = Read(lambda: CallBack.objects.filter(repair=Gap(Repair, "id", "repair"), done_at=None))


def messages_for(repair: Repair, now: datetime, visit: Visit | None) -> list[Message]:
    """What is to be said of a report, not yet written. Nobody is told of a booking before the HMS has the order."""
    channel = chosen_channel(repair)
    if channel is None:
        return []
    kind, later = Message.Kind, now + TELL_RECEIVED_AFTER
    reminders = reminder_messages(repair, visit, channel, now, waits_for_order=True) if visit else []
    if repair.priority.is_emergency:
        return [Message(repair=repair, kind=kind.EMERGENCY, channel=channel, due_at=now), *reminders]
    if not visit:
        return [Message(repair=repair, kind=kind.RECEIVED, channel=channel, due_at=now)]
    told = Message(repair=repair, kind=kind.BOOKED, channel=channel, due_at=now, waits_for_order=True)
    received = Message(repair=repair, kind=kind.RECEIVED, channel=channel, wanted_at=later, due_at=later)
    return [told, received, *reminders]


def write_moved(repair: Repair, booked: Appointment, now: datetime) -> None:
    """As with a booking, nobody is told before the HMS knows. What was said of another time is not said any more."""
    drop_unsent(repair, kind__in=SPEAK_OF_A_TIME)
    if channel := channel_for(repair):
        waits = WorksOrder.objects.filter(repair=repair).exists()
        kind = Message.Kind.MOVED
        add_message(repair, kind, channel, version=booked.version, due_at=now, waits_for_order=waits)
        visit = Visit(booked.day, booked.starts, booked.version)
        Message.objects.bulk_create(reminder_messages(repair, visit, channel, now, waits_for_order=waits))


def write_cancelled(repair: Repair, now: datetime) -> None:
    """What somebody asked of us is answered all the same."""
    drop_unsent(repair, kind__in=[kind for kind in Message.Kind if kind not in STILL_SAID_WHEN_CANCELLED])
    if channel := channel_for(repair):
        last = Appointment.objects.filter(repair=repair).first()
        add_message(repair, Message.Kind.CANCELLED, channel, version=last.version if last else 0, due_at=now)


def drop_unsent(repair: Repair, **which: object) -> None:
    """But never that a contact was changed: whoever had the repair before must hear of it."""
    waiting = repair.messages.filter(state=Message.State.WAITING, **which).exclude(kind=Message.Kind.FORMER_CONTACT)
    waiting.update(state=Message.State.DROPPED, address="")


def appointment_of(repair: Repair) -> Appointment | None:
    return BOOKED.first(repair=repair.pk)


def call_back_of(repair: Repair) -> CallBack | None:
    return OPEN_CALL_BACK.first(repair=repair.pk)


def channel_for(repair: Repair) -> Message.Channel | None:
    """The one that was chosen, or the other where that has turned out to reach nobody."""
    chosen = chosen_channel(repair)
    return other_way(repair, chosen) or chosen if chosen and is_known_bad(repair, chosen) else chosen


def chosen_channel(repair: Repair) -> Message.Channel | None:
    channels = {Repair.TellBy.TEXT: Message.Channel.TEXT, Repair.TellBy.EMAIL: Message.Channel.EMAIL}
    return channels.get(Repair.TellBy(repair.tell_by))


def add_message(repair: Repair, kind: Message.Kind, channel: Message.Channel, **fields: Any) -> None:
    Message.objects.create(repair=repair, kind=kind, channel=channel, **fields)
