"""A works order as it travels: HACT's ScheduleRepair, in its names and codes, with what HACT leaves out.

Ours, on top of HACT: AccessContact, Appointment, Attachment, RightToRepair and Notes.
Fields without a value are left out of the JSON.
"""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
)
from pydantic.alias_generators import to_pascal

Text = Annotated[str, StringConstraints(min_length=1)]


def in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("No moment of the years 1 to 9999.") from None


Moment = Annotated[AwareDatetime, AfterValidator(in_utc)]

# HACT publishes its code lists without labels. These three meanings are those in use.
WORK_CLASS_REPAIR: Final = "0"
ALERT_OF_OTHER_TYPE: Final = "0"
MEDIUM_TEXT: Final = "10"
MEDIUM_AUDIO: Final = "20"
CHANNEL_MOBILE: Final = "60"

TradeCode = Literal[
    "AS", "B2", "BL", "C2", "CC", "CC-VD", "CL", "CL2", "D2", "DA", "DR", "E", "E2", "EE", "EL", "FE", "FL", "GL", "GM",
    "GM2", "GM-GA", "GM-GH", "GM-GM", "GM-GR", "GM-LI", "GM-RE", "GR", "HE", "HE-H", "JR", "M", "ME", "ME-LI", "M-GN",
    "M-HA", "P2", "PA", "PL", "PL-DR", "PL-WS", "PT", "R2", "RF", "RF-RF", "RF-RP", "SM", "SP", "SP-AS", "SP-CC",
    "SP-DA", "SP-DE", "SP-EL", "SP-EP", "SP-FS", "SP-LC", "SP-PC", "SP-RE", "SP-SC", "SP-SE", "SP-UP", "WF",
]  # fmt: skip


class Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, alias_generator=to_pascal, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    @model_serializer(mode="wrap")
    def without_empty_fields(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in write(self).items() if value not in (None, [], (), {})}


class Reference(Part):
    id: Text = Field(alias="ID")
    allocated_by: Text | None = None
    description: Text | None = None


class Priority(Part):
    priority_code: Literal["1", "2", "3", "4", "5"]
    priority_description: Text | None = None
    number_of_days: float | None = None
    required_completion_date_time: Moment


class WorkClass(Part):
    work_class_code: Literal["0", "10", "20", "30", "40", "50", "60"] = WORK_CLASS_REPAIR


class Channel(Part):
    medium: Literal["0", "10", "10-10", "10-20", "20", "30", "30-10", "30-20"]
    code: Text | None = None


class Communication(Part):
    channel: Channel
    value: Text
    description: Text | None = None


class PersonName(Part):
    full: Text


class Person(Part):
    name: PersonName
    communication: tuple[Communication, ...] = ()


class Organization(Part):
    name: Text


class Party(Part):
    organization: Organization | None = None
    person: Person | None = None


class Address(Part):
    address_line: Annotated[tuple[Text, ...], Field(min_length=1, max_length=7)]
    postal_code: Text | None = None


class Unit(Part):
    reference: Annotated[tuple[Reference, ...], Field(min_length=1)]


class Property(Part):
    address: Address
    unit: tuple[Unit, ...] = ()


class Site(Part):
    property: Annotated[tuple[Property, ...], Field(min_length=1)]


class Trade(Part):
    code: TradeCode
    custom_code: Text | None = None
    custom_name: Text | None = None


class Quantity(Part):
    amount: Annotated[tuple[Annotated[float, Field(gt=0, allow_inf_nan=False)], ...], Field(min_length=1)]


class RateScheduleItem(Part):
    custom_code: Text
    custom_name: Text | None = None
    quantity: Quantity


class WorkElement(Part):
    reference: Reference
    trade: tuple[Trade, ...] = ()
    rate_schedule_item: Annotated[tuple[RateScheduleItem, ...], Field(min_length=1)]


class AccessInformation(Part):
    description: Text


class PersonAlert(Part):
    """Only what the operative needs to do the work, in summary: never a copy of what is on file."""

    type: Text = ALERT_OF_OTHER_TYPE
    comments: Text


class LocationAlert(Part):
    type: Text = ALERT_OF_OTHER_TYPE
    comments: Text


class TimeOfDay(Part):
    """London times with their offset on that day. The latest arrival is the latest start of the work, not its end."""

    name: Text | None = None
    earliest_arrival_time: time
    latest_arrival_time: time


class Appointment(Part):
    reference: Reference
    date: date
    time_of_day: TimeOfDay


class Attachment(Part):
    filename: Text
    uri: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] = Field(alias="URI")
    title: Text | None = None
    creation_date_time: Moment | None = None


class RightToRepair(Part):
    category: Text
    required_completion_date: date


class WorksOrderMessage(Part):
    description_of_work: Text
    reference: Annotated[tuple[Reference, ...], Field(min_length=1)]
    priority: Priority
    work_class: WorkClass = WorkClass()
    instructed_by: Organization
    assigned_to_primary: Party
    site: Site
    location_of_repair: Text | None = None
    access_information: AccessInformation | None = None
    work_element: tuple[WorkElement, ...] = ()
    person_alert: tuple[PersonAlert, ...] = ()
    location_alert: tuple[LocationAlert, ...] = ()
    date_raised: Moment
    date_reported: Moment
    customer: Party | None = None
    access_contact: Person | None = None
    appointment: Appointment | None = None
    attachment: tuple[Attachment, ...] = ()
    right_to_repair: RightToRepair | None = None
    notes: tuple[Text, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")
