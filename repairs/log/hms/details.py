"""What a works order is made from, in our own words. `works_order` turns it into the message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True)
class OrderPriority:
    code: str
    """The council's own, for example E24."""
    hact_code: str
    """1 to 5."""
    name: str
    due_at: datetime
    days: float | None = None


@dataclass(frozen=True)
class OrderTrade:
    code: str
    """The council's own, for example PL."""
    name: str
    hact_code: str


@dataclass(frozen=True)
class SorLine:
    code: str
    name: str
    quantity: float
    trade: OrderTrade | None = None


@dataclass(frozen=True)
class OrderContact:
    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class OrderPeople:
    """Who to reach, who opens the door if that is someone else, and what to know before coming."""

    customer: OrderContact
    who_is_in: OrderContact | None = None
    access: str = ""


@dataclass(frozen=True)
class OrderAppointment:
    booking_id: str
    day: date
    window_name: str
    starts: time
    ends: time
    """London times. `ends` is the latest moment at which someone arrives."""


@dataclass(frozen=True)
class OrderPhoto:
    filename: str
    url: str
    received_at: datetime
    title: str = ""


@dataclass(frozen=True)
class OrderRightToRepair:
    category: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class OrderDetails:
    reference: str
    council: str
    """Who gives the order, and who gave the reference."""
    assigned_to: str
    """Who does the work."""
    description: str
    priority: OrderPriority
    address_lines: Sequence[str]
    postcode: str
    uprn: str = ""
    """Empty for a home that is not in the register."""
    location: str = ""
    access: str = ""
    lines: Sequence[SorLine] = ()
    reported_at: datetime
    raised_at: datetime
    customer: OrderContact | None = None
    who_is_in: OrderContact | None = None
    """Who opens the door, if not the customer."""
    appointment: OrderAppointment | None = None
    photos: Sequence[OrderPhoto] = ()
    right_to_repair: OrderRightToRepair | None = None
    person_alerts: Sequence[str] = ()
    location_alerts: Sequence[str] = ()
    notes: Sequence[str] = ()
    """For whoever plans the work, for example that the resident was told to ring, or waits for a call back."""
