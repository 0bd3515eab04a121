"""What the contract tests send."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

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
from repairs.log.hms.status_update import Change, JobStatusUpdate
from repairs.log.hms.works_order import status_update, works_order

API_KEY = "demo-0b6c2f6d-1a01-4d0e-9a53-5e7a4f1c5c9c-8f14e45f-ceea-467a-9575-2fa0c6ab8b0c"

REPORTED = datetime(2026, 7, 1, 9, 30, 5, tzinfo=UTC)
PLUMBER = OrderTrade("PL", "Plumber", "PL")
ELECTRICIAN = OrderTrade("EL", "Electrician", "EL")

SMALLEST = OrderDetails(
    reference="KM7-4QX-9TDR",
    council="Northmere Borough Council",
    assigned_to="Northmere Borough Council repairs",
    description="Water comes through the ceiling. It drips on the lamp.",
    priority=OrderPriority("E24", "2", "Emergency", datetime(2026, 7, 2, 9, 30, 5, tzinfo=UTC)),
    address_lines=["12 Mill Lane", "Northmere"],
    postcode="NM1 2AB",
    reported_at=REPORTED,
    raised_at=REPORTED,
)
FULLEST = replace(
    SMALLEST,
    uprn="10099000012",
    location="Kitchen",
    access="The bell does not work. Knock.",
    lines=[SorLine("PL0101", "Repair a waste trap", 1, PLUMBER), SorLine("EL0203", "Check a light", 1.5, ELECTRICIAN)],
    customer=OrderContact("Sam O\u2019Neil", "07700 900123", "sam@example.com"),
    who_is_in=OrderContact("Jo Ade", "07700 900456"),
    appointment=OrderAppointment("b-17", date(2026, 7, 3), "Morning", time(8), time(12)),
    photos=[OrderPhoto("KM7-4QX-9TDR-1.jpg", "https://repairs.northmere.example/photo/1", REPORTED, "Photo 1")],
    right_to_repair=OrderRightToRepair("leak", date(2026, 7, 8)),
    person_alerts=["Visit in pairs."],
    location_alerts=["Asbestos in the ceiling."],
    notes=["Waits for a call back."],
)


def an_order(**changes: Any) -> WorksOrderMessage:
    return works_order(replace(SMALLEST, **changes))


def moved_to(day: date = date(2026, 7, 6), number: str = "NM-000001") -> JobStatusUpdate:
    window = OrderAppointment("b-18", day, "Afternoon", time(12), time(16))
    return status_update(number, SMALLEST.reference, SMALLEST.council, "reschedule", REPORTED, window)


def with_other_contact() -> JobStatusUpdate:
    people = OrderPeople(OrderContact("Ada Byron", "07700 900789"), OrderContact("Bo Lund"), "Mind the dog.")
    said, at = "Contact by text message, as the resident chose.", REPORTED
    reference, council = SMALLEST.reference, SMALLEST.council
    return status_update("NM-000001", reference, council, "change-contact", at, comments=said, people=people)


def cancelled(change: Change = "cancel", comments: str = "No longer needed.") -> JobStatusUpdate:
    return status_update("NM-000001", SMALLEST.reference, SMALLEST.council, change, REPORTED, comments=comments)
