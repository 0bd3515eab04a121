"""The works order that a repair becomes."""

from collections.abc import Collection
from uuid import UUID

from diagnosis.models import SorItem
from repairs.council.details import council_details
from repairs.council.models import Priority, Trade
from repairs.log.hms.details import (
    OrderAppointment,
    OrderContact,
    OrderDetails,
    OrderPeople,
    OrderPhoto,
    OrderPriority,
    OrderRightToRepair,
    OrderTrade,
    SorLine,
)
from repairs.log.hms.message import WorksOrderMessage
from repairs.log.hms.works_order import works_order
from repairs.log.messages import appointment_of, call_back_of
from repairs.log.models import Repair, WorksOrder
from repairs.log.order_notes import notes_for
from repairs.photos.links import photo_link
from repairs.photos.services import photos_of
from repairs.statements import Change, Gap

KEEP_MESSAGE = Change(
    lambda: WorksOrder.objects.filter(pk=Gap(WorksOrder, "id")),
    lambda: {"message": Gap(WorksOrder, "message")},
)


def order_for(order: WorksOrder) -> WorksOrderMessage:
    """The message, the same at every attempt: an HMS that has taken one refuses another with the same key.

    Raises OrderRejected.
    """
    if order.message is None:
        order.message = works_order(order_details(order)).as_json()
        KEEP_MESSAGE.run(id=order.pk, message=order.message)
    return WorksOrderMessage.model_validate(order.message)


def order_details(order: WorksOrder) -> OrderDetails:
    repair = order.repair
    council = council_details()
    home, people = repair.home, order_people(repair)
    return OrderDetails(
        reference=repair.reference,
        council=council.name,
        assigned_to=f"{council.name} repairs",
        description=description_of(repair),
        priority=priority_of(repair),
        address_lines=repair.address.splitlines(),
        postcode=repair.postcode,
        uprn=home.uprn if home else "",
        location=repair.location,
        access=people.access,
        lines=sor_lines(repair),
        reported_at=repair.reported_at,
        raised_at=order.created_at,
        customer=people.customer,
        who_is_in=people.who_is_in,
        appointment=order_appointment(repair),
        photos=photos_for(repair),
        right_to_repair=OrderRightToRepair(repair.rtr_category, repair.rtr_due) if repair.rtr_due else None,
        notes=notes_for(repair, call_back_of(repair)),
    )


def order_people(repair: Repair) -> OrderPeople:
    customer = OrderContact(repair.name, repair.phone, repair.email)
    who_is_in = OrderContact(repair.in_name, repair.in_phone) if repair.in_name else None
    return OrderPeople(customer, who_is_in, repair.access_notes)


def description_of(repair: Repair) -> str:
    said = f"Answers: {'; '.join(repair.said)}." if repair.said else ""
    return "\n".join(part for part in (f"{repair.title}.", repair.description, said) if part)


def priority_of(repair: Repair) -> OrderPriority:
    priority: Priority = repair.priority
    hours = None if priority.complete_hours is None else priority.complete_hours / 24
    days = hours or priority.complete_working_days or priority.complete_days
    return OrderPriority(priority.code, priority.hact_code, priority.name, repair.due_at, days)


def sor_lines(repair: Repair) -> list[SorLine]:
    items = SorItem.objects.select_related("trade").in_bulk([line["code"] for line in repair.sor], field_name="code")
    return [
        SorLine(item.code, item.description, line["quantity"], order_trade(item.trade))
        for line in repair.sor
        if (item := items.get(line["code"]))
    ]


def order_trade(trade: Trade) -> OrderTrade:
    return OrderTrade(trade.code, trade.name, trade.hact_code)


def order_appointment(repair: Repair) -> OrderAppointment | None:
    booked = appointment_of(repair)
    if booked is None:
        return None
    return OrderAppointment(booked.diary_id, booked.day, booked.window, booked.starts, booked.ends)


def photos_for(repair: Repair) -> list[OrderPhoto]:
    photos = photos_of(repair.album) if repair.album else []
    return [
        OrderPhoto(f"{repair.reference}-{number}.jpg", photo_link(photo), photo.created_at)
        for number, photo in enumerate(photos, start=1)
    ]


def photos_named(repair: Repair, these: Collection[UUID]) -> list[OrderPhoto]:
    """Some of the photos of a repair, with the names that they have among all."""
    photos = photos_of(repair.album) if repair.album else []
    return [named for photo, named in zip(photos, photos_for(repair), strict=True) if photo.pk in these]
