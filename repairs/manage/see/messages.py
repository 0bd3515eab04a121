"""What we sent about a repair, when, where to, and whether it arrived."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from repairs.log.models import Message, Repair
from repairs.statements import Gap, Read

SHOWN_AT_ONCE = 4
SAYS_SOON = timedelta(days=3)
"""A gateway that has not said by then whether a message arrived hardly ever says it at all."""

Kind, Channel, Delivery = Message.Kind, Message.Channel, Message.Delivery

SAID = {
    Kind.RECEIVED: "We have your report",
    Kind.BOOKED: "Your visit is booked",
    Kind.MOVED: "Your visit has moved",
    Kind.CANCELLED: "You asked us to cancel",
    Kind.EMERGENCY: "We have your emergency report",
    Kind.ON_THE_WAY: "We are on the way",
    Kind.NO_ACCESS: "We could not get in",
    Kind.DONE: "Your repair is marked as finished",
    Kind.MOVED_BY_US: "We cannot come at your time",
    Kind.EARLY_REMINDER: "Reminder of your visit",
    Kind.REMINDER: "Reminder of your visit",
    Kind.ADDED: "We have what you added",
    Kind.VISIT_DETAILS: "We have what you changed",
    Kind.CONTACT_CODE: "A code for your new phone or email",
    Kind.CONTACT_CHANGED: "We have your new contact details",
    Kind.FORMER_CONTACT: "Your contact details were changed",
    Kind.DELAY: "Your repair is delayed",
    Kind.CODE: "A code to see this repair",
    Kind.MY_REPAIRS: "A list of your repairs",
    Kind.ANSWERED: "We have answered you",
    Kind.NEW_TARGET: "We have a new date for your repair",
    Kind.COMPLAINT: "We have your complaint",
    Kind.PHOTO_LINK: "A link to add photos",
    Kind.DRAFT_LINK: "A link to finish your report",
}
SOMETHING = "A message about your repair"
DID_NOT_ARRIVE = {
    (Delivery.TEMPORARY_FAILURE, Channel.TEXT): "It did not arrive. The phone may have been off.",
    (Delivery.TEMPORARY_FAILURE, Channel.EMAIL): "It did not arrive. The mailbox may have been full.",
    (Delivery.PERMANENT_FAILURE, Channel.TEXT): "It did not arrive. There is no such phone number.",
    (Delivery.PERMANENT_FAILURE, Channel.EMAIL): "It did not arrive. There is no such email address.",
}


@dataclass(frozen=True)
class ShownMessage:
    said: str
    to: str
    at: datetime
    arrived: str
    wrong_contact: bool


SENT = Read(
    lambda: Message.objects.filter(repair=Gap(Repair, "id", "repair"), sent_at__isnull=False).order_by(
        "-sent_at", "-pk"
    )
)
"""Newest first."""


def shown(message: Message, now: datetime) -> ShownMessage:
    wrong = message.delivery == Delivery.PERMANENT_FAILURE
    at = message.sent_at or message.due_at
    return ShownMessage(
        SAID.get(Kind(message.kind), SOMETHING), where_to(message), at, whether_it_arrived(message, at, now), wrong
    )


def where_to(message: Message) -> str:
    if message.channel == Channel.TEXT:
        return f"a text to your phone ending {message.sent_to}" if message.sent_to else "a text to your phone"
    return f"an email to {message.sent_to}" if message.sent_to else "an email to you"


def whether_it_arrived(message: Message, sent_at: datetime, now: datetime) -> str:
    if message.delivery == Delivery.DELIVERED:
        return "It arrived."
    if message.delivery == Delivery.TECHNICAL_FAILURE:
        return "It did not arrive, because of a problem with our service."
    if message.delivery == Delivery.SENT:
        return "It went abroad, so we do not know whether it arrived."
    failed = DID_NOT_ARRIVE.get((Delivery(message.delivery), Channel(message.channel))) if message.delivery else None
    if failed:
        return failed
    return "It is on its way." if now < sent_at + SAYS_SOON else "We do not know whether it arrived."
