"""What the HMS tells us of a job, as it travels: HACT's JobStatusUpdate, in its names and codes.

Ours, on top of HACT: Sequence, and ServiceRequestReference, which HACT has in a works order.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, WithJsonSchema

from repairs.log.hms.message import Moment, Part, Reference, Text

TypeCode = Literal[
    "0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100", "100-10", "100-20", "110", "120", "120-10",
    "120-20", "120-30", "120-40", "120-50",
]  # fmt: skip


class Happened(StrEnum):
    SCHEDULED = "scheduled"
    ASSIGNED = "assigned"
    ON_THE_WAY = "on-the-way"
    STARTED = "started"
    NO_ACCESS = "no-access"
    FOLLOW_ON = "follow-on"
    DELAYED = "delayed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


# HACT publishes its list without labels. These four mean this in use; for the rest `OtherType` says it.
OF_TYPE_CODE = {
    "10": Happened.ASSIGNED,
    "70": Happened.NO_ACCESS,
    "120": Happened.FOLLOW_ON,
    "120-20": Happened.DELAYED,
}


class UpdateId(Reference):
    id: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(alias="ID")


# HACT's times have an offset. What planners type often has none.
AS_TYPED = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$"
TimeOfDay = Annotated[time, WithJsonSchema({"type": "string", "pattern": AS_TYPED})]


class Operative(Part):
    name_full: Text


class RefinedTimeOfDay(Part):
    """London times. One without an offset is taken for London's."""

    name: Text | None = None
    earliest_arrival_time: TimeOfDay | None = None
    latest_arrival_time: TimeOfDay | None = None


class RefinedWindow(Part):
    date: date
    time_of_day: RefinedTimeOfDay


class JobState(Part):
    reference: UpdateId
    """The HMS's own id of this update: the same id is the same update, however often it comes."""
    related_work_order_reference: Reference
    """The HMS's number of the order, as it was answered when the order was taken."""
    service_request_reference: tuple[Reference, ...] = ()
    """Our reference of the report, for an update that comes before we know the number."""
    sequence: Annotated[int, Field(ge=0, lt=2**63)]
    """Within one order, the larger is the later."""
    event_time: Moment
    type_code: TypeCode = "0"
    other_type: Text | None = None
    operatives_assigned: tuple[Operative, ...] = ()
    refined_appointment_window: RefinedWindow | None = None
    comments: Text | None = None

    @property
    def happened(self) -> Happened | None:
        """None for what means nothing to us, which is to be taken and left alone."""
        if self.type_code in OF_TYPE_CODE:
            return OF_TYPE_CODE[self.type_code]
        return next((what for what in Happened if what == self.other_type), None)

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")
