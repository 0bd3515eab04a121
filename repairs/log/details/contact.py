"""How to reach whoever reported a repair: what it becomes, and all that follows from it."""

from dataclasses import dataclass
from datetime import datetime

from repairs.log.call_backs import ring_with_news
from repairs.log.details.readdress import readdress
from repairs.log.details.seen import seen_of
from repairs.log.end_links import cancel_links
from repairs.log.messages import add_message, channel_for
from repairs.log.models import Event, Message, Repair, WorksOrderChange
from repairs.log.order_changes import tell_of_change
from repairs.log.order_notes import how_to_tell
from repairs.log.phone import is_mobile, read_phone
from repairs.log.reschedule import RESIDENT

Channel, TellBy = Message.Channel, Repair.TellBy

RING_TO_CHECK = "Their contact details were changed. Check that they are right."
RING_WHO_HAD_NO_MESSAGE = "The phone number before takes no texts. Check that it was they who changed it."


@dataclass(frozen=True)
class ContactDetails:
    """Phones as `write_phone` writes them."""

    name: str
    phone: str
    email: str
    tell_by: str

    @property
    def seen(self) -> str:
        return seen_of(self.name, self.phone, self.email, self.tell_by)

    @property
    def way(self) -> tuple[Message.Channel, str] | None:
        """How they hear from us, and where. None where they are rung."""
        ways = {TellBy.TEXT: (Channel.TEXT, self.phone), TellBy.EMAIL: (Channel.EMAIL, self.email)}
        return ways.get(TellBy(self.tell_by))

    def has(self, address: str) -> bool:
        return address.lower() in {self.phone.lower(), self.email.lower()}


def contact_details_of(repair: Repair) -> ContactDetails:
    return ContactDetails(repair.name, repair.phone, repair.email, repair.tell_by)


def way_to_prove(before: ContactDetails, after: ContactDetails) -> tuple[Message.Channel, str] | None:
    """Where a code goes before we write there. None where we know the address already, or ring."""
    return after.way if after.way and not before.has(after.way[1]) else None


def former_ways(before: ContactDetails, after: ContactDetails) -> list[tuple[Message.Channel, str]]:
    """Where we say that it was changed: what we do not know any more, and where we used to write."""
    known = []
    if before.phone and is_mobile(read_phone(before.phone)):
        known.append((Channel.TEXT, before.phone))
    if before.email:
        known.append((Channel.EMAIL, before.email))
    return [way for way in known if way != after.way and (way == before.way or not after.has(way[1]))]


def apply_change(repair: Repair, after: ContactDetails, number: int, now: datetime, *, by: str = RESIDENT) -> None:
    """In a transaction that has locked the repair. `number` is one that no other change has."""
    before = contact_details_of(repair)
    is_elsewhere = (before.phone, before.email.lower()) != (after.phone, after.email.lower())
    if is_elsewhere:
        cancel_links(repair, now)
        repair.contact_changed_at = now
    repair.name, repair.phone, repair.email, repair.tell_by = after.name, after.phone, after.email, after.tell_by
    repair.save(update_fields=["name", "phone", "email", "tell_by", "contact_changed_at"])
    detail = {"changed": what_changed(before, after), "by": by}
    Event.objects.create(repair=repair, kind=Event.Kind.CONTACT_CHANGED, at=now, detail=detail)
    tell_of_change(repair, WorksOrderChange.Kind.CONTACT, now, comments=how_to_tell(repair))
    readdress(repair)
    warned = warn(repair, before, after, number, now)
    if channel := channel_for(repair):
        add_message(repair, Message.Kind.CONTACT_CHANGED, channel, version=number, due_at=now)
    else:
        ring_with_news(repair, RING_TO_CHECK, now)
    if before.phone != after.phone and before.phone and not warned:
        ring_with_news(repair, RING_WHO_HAD_NO_MESSAGE, now)


def warn(repair: Repair, before: ContactDetails, after: ContactDetails, number: int, now: datetime) -> bool:
    """Whether there was anywhere to write to."""
    ways = former_ways(before, after)
    for channel, address in ways:
        add_message(repair, Message.Kind.FORMER_CONTACT, channel, version=number, due_at=now, address=address)
    return bool(ways)


def what_changed(before: ContactDetails, after: ContactDetails) -> str:
    """Without any of what was typed."""
    parts = (
        ("name", before.name != after.name),
        ("phone", before.phone != after.phone),
        ("email", before.email != after.email),
        ("how we tell them", before.tell_by != after.tell_by),
    )
    return ", ".join(part for part, changed in parts if changed)
