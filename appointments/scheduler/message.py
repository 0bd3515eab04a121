"""What travels between us and a scheduler, in HACT's names for an appointment and MCM's for the room that is left.

Times are London time. Fields that are not known here are passed over.
"""

from datetime import UTC, date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.alias_generators import to_pascal

# A control character would be refused by the database, and a longer name has no place in an order.
Name = Annotated[str, StringConstraints(min_length=1, max_length=20, pattern=r"^[^\x00-\x1f\x7f]+$")]
Code = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Minutes = Annotated[int, Field(ge=0, le=1_000_000)]
Clock = Annotated[
    time,
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$",
            "examples": ["08:00:00", "08:00:00+01:00"],
        }
    ),
]
Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


class Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, alias_generator=to_pascal, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


class Slot(Part):
    """A part of a day. Bookable is false for one that takes no bookings at all, whatever room it has."""

    name: Name
    start_time: Clock
    end_time: Clock
    bookable: bool
    available_minutes: Minutes


class SlotDay(Part):
    slot_date: date
    non_booking_day: bool
    slots: tuple[Slot, ...]


class Availability(Part):
    slot_days: tuple[SlotDay, ...]


class TimeOfDay(Part):
    name: Name
    earliest_arrival_time: Clock
    latest_arrival_time: Clock


class Reference(Part):
    id: Key = Field(alias="ID")


class Appointment(Part):
    """A time that is held for somebody, or booked. Reference is the one in the works order's Appointment."""

    reference: Reference
    status: Literal["held", "booked"]
    held_until: Moment
    date: date
    time_of_day: TimeOfDay
    patch: Code
    trade: Code
    minutes: Annotated[int, Field(gt=0, le=1_000_000)]
    property_reference: Annotated[str, StringConstraints(max_length=12)] = ""
    comments: Annotated[str, Field(description="At most 255 characters.")] = ""


class Receipt(Part):
    """What stands under a key, once the scheduler has done as it was asked."""

    id: Key = Field(alias="ID")
    status: Literal["held", "booked", "cancelled"]


class HeldAppointment(Part):
    id: Key = Field(alias="ID")
    held_until: Moment


class Standing(Part):
    """What stands under a key. The day and time are left out where nothing does."""

    id: Key = Field(alias="ID")
    status: Literal["held", "booked", "cancelled"]
    day: date | None = Field(default=None, alias="Date")
    time_of_day: TimeOfDay | None = None


class Standings(Part):
    appointments: tuple[Standing, ...]


class HeldAppointments(Part):
    appointments: tuple[HeldAppointment, ...]
