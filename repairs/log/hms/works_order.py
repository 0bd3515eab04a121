"""Writes a works order, and what becomes of it, in HACT's words."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timezone
from itertools import groupby

from pydantic import ValidationError

from repairs.council.deadlines import LONDON
from repairs.log.hms import OrderRejected, message
from repairs.log.hms.details import (
    OrderAppointment,
    OrderContact,
    OrderDetails,
    OrderPeople,
    OrderPhoto,
    OrderPriority,
    OrderTrade,
    SorLine,
)
from repairs.log.hms.status_update import Change, JobStatusUpdate

MOST_ADDRESS_LINES = 7


def works_order(details: OrderDetails) -> message.WorksOrderMessage:
    """The message for an order. Raises OrderRejected, naming the fields, when no HMS could take it."""
    try:
        return message.WorksOrderMessage(
            description_of_work=details.description,
            reference=(our_reference(details.reference, details.council),),
            priority=priority(details.priority),
            instructed_by=message.Organization(name=details.council),
            assigned_to_primary=message.Party(organization=message.Organization(name=details.assigned_to)),
            site=site(details),
            location_of_repair=details.location or None,
            access_information=access(details.access),
            work_element=tuple(work_elements(details)),
            person_alert=tuple(message.PersonAlert(comments=alert) for alert in details.person_alerts if alert),
            location_alert=tuple(message.LocationAlert(comments=alert) for alert in details.location_alerts if alert),
            date_raised=details.raised_at,
            date_reported=details.reported_at,
            customer=customer(details.customer) if details.customer else None,
            access_contact=person(details.who_is_in) if details.who_is_in else None,
            appointment=appointment(details.appointment, details.council) if details.appointment else None,
            attachment=tuple(attachment(photo) for photo in details.photos),
            right_to_repair=right_to_repair(details),
            notes=tuple(note for note in details.notes if note),
        )
    except ValidationError as error:
        raise OrderRejected(f"cannot be written as a works order: {fields_at_fault(error)}") from None


def fields_at_fault(error: ValidationError) -> str:
    places = {f"{error.title} {'.'.join(str(part) for part in problem['loc'])}" for problem in error.errors()}
    return ", ".join(sorted(places))


def status_update(
    number: str,
    reference: str,
    council: str,
    change: Change,
    at: datetime,
    moved_to: OrderAppointment | None = None,
    comments: str = "",
    photos: Sequence[OrderPhoto] = (),
    people: OrderPeople | None = None,
) -> JobStatusUpdate:
    """What became of the order that has this number at the HMS, or what was added to it: "addNote".

    `people` come with "change-contact".
    """
    return JobStatusUpdate(
        related_work_order_reference=hms_number(number),
        reference=(our_reference(reference, council),),
        event_time=at,
        other_type=change,
        refined_appointment_window=appointment(moved_to, council) if moved_to else None,
        comments=comments or None,
        evidence=tuple(attachment(photo) for photo in photos),
        customer=customer(people.customer) if people else None,
        access_contact=person(people.who_is_in) if people and people.who_is_in else None,
        access_information=access(people.access) if people else None,
    )


def hms_number(number: str) -> message.Reference:
    return message.Reference(ID=number, description="Order number of the HMS")


def our_reference(reference: str, council: str) -> message.Reference:
    return message.Reference(ID=reference, allocated_by=council, description="Reference that the resident was given")


def priority(given: OrderPriority) -> message.Priority:
    return message.Priority.model_validate(
        {
            "priority_code": given.hact_code,
            "priority_description": f"{given.code} {given.name}",
            "number_of_days": given.days,
            "required_completion_date_time": given.due_at,
        }
    )


def site(details: OrderDetails) -> message.Site:
    lines = [line.strip() for line in details.address_lines if line.strip()]
    if len(lines) > MOST_ADDRESS_LINES:
        lines[MOST_ADDRESS_LINES - 1 :] = [", ".join(lines[MOST_ADDRESS_LINES - 1 :])]
    address = message.Address(address_line=tuple(lines), postal_code=details.postcode or None)
    return message.Site(property=(message.Property(address=address, unit=units(details.uprn)),))


def units(uprn: str) -> tuple[message.Unit, ...]:
    if not uprn:
        return ()
    return (message.Unit(reference=(message.Reference(ID=uprn, allocated_by="GeoPlace", description="UPRN"),)),)


def work_elements(details: OrderDetails) -> Iterator[message.WorkElement]:
    """One for each trade, numbered from 1."""
    by_trade = groupby(sorted(details.lines, key=trade_code), key=trade_code)
    for number, (_, grouped) in enumerate(by_trade, start=1):
        lines = list(grouped)
        yield message.WorkElement(
            reference=message.Reference(ID=str(number), allocated_by=details.council),
            trade=tuple(trade(line.trade) for line in lines[:1] if line.trade),
            rate_schedule_item=tuple(rate_schedule_item(line) for line in lines),
        )


def trade_code(line: SorLine) -> str:
    return line.trade.code if line.trade else ""


def trade(given: OrderTrade) -> message.Trade:
    return message.Trade.model_validate(
        {"code": given.hact_code, "custom_code": given.code, "custom_name": given.name or None}
    )


def rate_schedule_item(line: SorLine) -> message.RateScheduleItem:
    quantity = message.Quantity(amount=(line.quantity,))
    return message.RateScheduleItem(custom_code=line.code, custom_name=line.name or None, quantity=quantity)


def customer(contact: OrderContact) -> message.Party:
    return message.Party(person=person(contact))


def access(notes: str) -> message.AccessInformation | None:
    return message.AccessInformation(description=notes) if notes else None


def person(contact: OrderContact) -> message.Person:
    ways = []
    if contact.phone:
        by_phone = message.Channel(medium=message.MEDIUM_AUDIO, code=message.CHANNEL_MOBILE)
        ways.append(message.Communication(channel=by_phone, value=contact.phone, description="Phone"))
    if contact.email:
        by_email = message.Channel(medium=message.MEDIUM_TEXT)
        ways.append(message.Communication(channel=by_email, value=contact.email, description="Email"))
    return message.Person(name=message.PersonName(full=contact.name), communication=tuple(ways))


def appointment(given: OrderAppointment, council: str) -> message.Appointment:
    return message.Appointment(
        reference=message.Reference(ID=given.booking_id, allocated_by=council),
        date=given.day,
        time_of_day=message.TimeOfDay(
            name=given.window_name or None,
            earliest_arrival_time=with_offset(given, given.starts),
            latest_arrival_time=with_offset(given, given.ends),
        ),
    )


def with_offset(given: OrderAppointment, at: time) -> time:
    """A time with London's offset on that day, as in 08:00:00+01:00, so that no reader has to guess it."""
    offset = datetime.combine(given.day, at, tzinfo=LONDON).utcoffset()
    return at.replace(tzinfo=timezone(offset) if offset is not None else None)


def attachment(photo: OrderPhoto) -> message.Attachment:
    return message.Attachment(
        filename=photo.filename, URI=photo.url, title=photo.title or None, creation_date_time=photo.received_at
    )


def right_to_repair(details: OrderDetails) -> message.RightToRepair | None:
    given = details.right_to_repair
    return message.RightToRepair(category=given.category, required_completion_date=given.due_on) if given else None
