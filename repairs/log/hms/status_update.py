"""What becomes of a works order after it was raised, as it travels: HACT's JobStatusUpdate, in its names and codes.

HACT's list of type codes has none for these, so `OtherType` says which it is.
"""

from typing import Any, Literal, Self

from pydantic import model_validator

from repairs.log.hms.message import Appointment, Moment, Part, Reference, Text

Change = Literal["reschedule", "cancel-visit", "cancel"]


class JobStatusUpdate(Part):
    """`reschedule` comes with the new window. `cancel-visit` leaves the order open without an appointment."""

    related_work_order_reference: Reference
    """The HMS's own number of the order."""
    reference: tuple[Reference, ...] = ()
    event_time: Moment
    type_code: Literal["0"] = "0"
    other_type: Change
    refined_appointment_window: Appointment | None = None
    comments: Text | None = None

    @model_validator(mode="after")
    def has_a_window_when_moved(self) -> Self:
        if (self.other_type == "reschedule") != (self.refined_appointment_window is not None):
            raise ValueError("RefinedAppointmentWindow comes with a reschedule, and with nothing else.")
        return self

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")
