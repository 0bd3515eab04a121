"""What becomes of a works order after it was raised, as it travels: HACT's JobStatusUpdate, in its names and codes.

HACT's list of type codes has none for these, so `OtherType` says which it is. `addNote` is the name that others use.
"""

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import model_validator

from repairs.log.hms.message import (
    AccessInformation,
    Appointment,
    Attachment,
    Moment,
    Part,
    Party,
    Person,
    Reference,
    Text,
)

Change = Literal["reschedule", "cancel-visit", "cancel", "addNote", "change-contact"]


class JobStatusUpdate(Part):
    """`reschedule` comes with the new window. `cancel-visit` leaves the order open without an appointment.

    `addNote` comes with a comment, with photos, or with both. `change-contact` says all of who to reach, who opens the
    door and what to know before coming, as it now is: what is left out is no more.
    """

    related_work_order_reference: Reference
    """The HMS's own number of the order."""
    reference: tuple[Reference, ...] = ()
    event_time: Moment
    type_code: Literal["0"] = "0"
    other_type: Change
    refined_appointment_window: Appointment | None = None
    comments: Text | None = None
    evidence: tuple[Attachment, ...] = ()
    """Photos, with a note only."""
    customer: Party | None = None
    access_contact: Person | None = None
    """Who opens the door, if not the customer."""
    access_information: AccessInformation | None = None

    @model_validator(mode="after")
    def has_a_window_when_moved(self) -> Self:
        if (self.other_type == "reschedule") != (self.refined_appointment_window is not None):
            raise ValueError("RefinedAppointmentWindow comes with a reschedule, and with nothing else.")
        return self

    @model_validator(mode="after")
    def says_something_as_a_note(self) -> Self:
        if self.other_type == "addNote" and not (self.comments or self.evidence):
            raise ValueError("A note has Comments, or Evidence, or both.")
        if self.other_type != "addNote" and self.evidence:
            raise ValueError("Evidence comes with a note, and with nothing else.")
        return self

    @model_validator(mode="after")
    def says_who_to_reach(self) -> Self:
        if (self.other_type == "change-contact") != (self.customer is not None):
            raise ValueError("Customer comes with change-contact, and with nothing else.")
        if self.other_type != "change-contact" and (self.access_contact or self.access_information):
            raise ValueError("AccessContact and AccessInformation come with change-contact only.")
        return self

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")

    def is_what_happened(self, other_type: str | None, event_time: datetime) -> bool:
        """Of one order. Also to an HMS that keeps no more than whole seconds."""
        return self.other_type == other_type and whole_second(self.event_time) == whole_second(event_time)


def whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
