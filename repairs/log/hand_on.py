"""What follows when a message did not reach anyone: once more, by the other channel, or to a person."""

from datetime import datetime, timedelta

from repairs.log.delays.current import still_delays
from repairs.log.models import AccessCode, Appointment, ContactChange, DraftLink, Event, Message, Repair
from repairs.log.ring_instead import ring_instead
from repairs.statements import Gap, Read

Delivery, Channel, Kind = Message.Delivery, Message.Channel, Message.Kind

AGAIN_AFTER = {
    # Notify itself tries for days before it says so, and the phone may be on again.
    Delivery.TEMPORARY_FAILURE: timedelta(hours=1),
    # Notify asks for the message to be sent again.
    Delivery.TECHNICAL_FAILURE: timedelta(minutes=5),
}
OTHER = {Channel.TEXT: Channel.EMAIL, Channel.EMAIL: Channel.TEXT}
ASKED_FOR = frozenset({Kind.CODE, Kind.MY_REPAIRS, Kind.CONTACT_CODE, Kind.DRAFT_LINK})
"""Somebody waits for these, at a page or on the phone. They go to where they were asked for, or nowhere."""
TO_ONE_ADDRESS = frozenset({*ASKED_FOR, Kind.FORMER_CONTACT})
ABOUT_A_VISIT = frozenset({Kind.BOOKED, Kind.MOVED, Kind.EARLY_REMINDER, Kind.REMINDER})

BOOKED_AS_SAID = Read(
    lambda: Appointment.objects.filter(
        repair=Gap(Appointment, "repair"), version=Gap(Appointment, "version"), cancelled_at=None
    ).values_list("pk")
)


def still_holds(message: Message, now: datetime) -> bool:
    """Whether it may still be said: in time, and of a visit that is as it was when the message was written."""
    if message.too_late_at and now >= message.too_late_at:
        return False
    if message.kind == Kind.CODE:
        return AccessCode.objects.filter(pk=message.version, ended_at=None).exists()
    if message.kind == Kind.CONTACT_CODE:
        return ContactChange.objects.filter(pk=message.version, ended_at=None).exists()
    if message.kind == Kind.DRAFT_LINK:
        return DraftLink.objects.filter(pk=message.version, ended_at=None).exists()
    if message.kind == Kind.FORMER_CONTACT:
        return message.address != ""
    if message.kind == Kind.DELAY:
        return still_delays(message.version, message.its_repair.pk, now)
    if message.kind not in ABOUT_A_VISIT:
        return True
    return BOOKED_AS_SAID.first(repair=message.repair_id, version=message.version) is not None


def not_delivered(message: Message, now: datetime) -> None:
    """Its delivery says how it failed. In a transaction."""
    failure = Delivery(message.delivery)
    note(message, Event.Kind.MESSAGE_NOT_DELIVERED, now, because=failure.label)
    if message.kind in TO_ONE_ADDRESS or not still_holds(message, now):
        return
    first = message.copy == 0
    if first and failure in AGAIN_AFTER:
        write_copy(message, now + AGAIN_AFTER[failure], copy=1)
        return
    told_otherwise = send_other_way(message, now)
    if not told_otherwise:
        ring_instead(message, now)
    if not told_otherwise or failure == Delivery.TECHNICAL_FAILURE:
        needs_person(message, failure.label)


def no_such_recipient(message: Message, now: datetime) -> None:
    """The gateway says that this is no number or address, and the row waits for a person. There may be another way."""
    if send_other_way(message, now):
        Message.objects.filter(pk=message.pk).update(state=Message.State.DROPPED)
    elif message.kind not in TO_ONE_ADDRESS and still_holds(message, now):
        ring_instead(message, now)


def send_other_way(message: Message, now: datetime) -> bool:
    """Writes it for the other channel, once. False where there is no other, or it has been tried."""
    if message.kind in TO_ONE_ADDRESS:
        return False
    channel = other_way(message.its_repair, Channel(message.channel))
    if channel is None:
        return False
    same = {"repair": message.repair, "kind": message.kind, "version": message.version}
    if Message.objects.filter(**same, channel=channel).exists():
        return False
    write_copy(message, now, channel=channel, copy=0)
    return True


def write_copy(message: Message, at: datetime, **changes: object) -> None:
    same = {"repair": message.repair, "kind": message.kind, "version": message.version}
    other = {"channel": message.channel, "too_late_at": message.too_late_at, "wanted_at": at, "due_at": at}
    # Another worker may have written it: then that one goes.
    Message.objects.bulk_create([Message(**{**same, **other, **changes})], ignore_conflicts=True)


def needs_person(message: Message, problem: str) -> None:
    Message.objects.filter(pk=message.pk).update(state=Message.State.NEEDS_PERSON, last_problem=problem[:300])
    message.state = Message.State.NEEDS_PERSON


def other_way(repair: Repair, channel: Message.Channel) -> Message.Channel | None:
    """The other channel, where there is a number or an address for it that may reach somebody."""
    other = OTHER[channel]
    return None if not address_of(repair, other) or is_known_bad(repair, other) else other


def address_of(repair: Repair, channel: Message.Channel) -> str:
    return repair.phone if channel == Channel.TEXT else repair.email


def is_known_bad(repair: Repair, channel: Message.Channel) -> bool:
    """Whether a message of this repair has found no such number or address, since that was last changed."""
    gone = Message.objects.filter(repair=repair, channel=channel, delivery=Delivery.PERMANENT_FAILURE)
    gone = gone.exclude(kind__in=[Kind.CONTACT_CODE, Kind.FORMER_CONTACT])
    if repair.contact_changed_at:
        gone = gone.filter(sent_at__gte=repair.contact_changed_at)
    return gone.exists()


def note(message: Message, kind: Event.Kind, now: datetime, **detail: str) -> None:
    """In the history of the repair. A report that is not sent has none."""
    known = {"message": message.kind, "channel": message.channel, **detail}
    if message.repair is not None:
        Event.objects.create(repair=message.repair, kind=kind, at=now, detail=known)
