"""What the journey hands over when a resident sends a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from appointments.diary import Job
from diagnosis.triage import Decision
from repairs.log.models import CallBack, Override, Repair


@dataclass(frozen=True)
class ReportContact:
    name: str
    tell_by: Repair.TellBy
    phone: str = ""
    email: str = ""
    in_name: str = ""
    in_phone: str = ""
    access_notes: str = ""


@dataclass(frozen=True)
class ReportAssistance:
    """Who of the contact centre wrote the report, and for whom."""

    staff_id: int
    channel: str
    relation: str
    caller_name: str = ""
    caller_phone: str = ""
    may_contact: bool = True


@dataclass(frozen=True)
class ReportOverride:
    """What staff decided otherwise than the rules."""

    kind: Override.Kind
    before: str
    after: str
    reason_id: int | None
    why: str
    words: str
    staff_id: int
    role: str
    at: datetime


@dataclass(frozen=True)
class WithoutRoom:
    """A time that is booked by adding minutes: `most` in that window, what was added before included."""

    slot: str
    job: Job
    most: int


@dataclass(frozen=True)
class Report:
    draft: UUID
    tree_id: int
    questions: Mapping[str, str]
    decision: Decision
    title: str
    location: str
    said: tuple[str, ...]
    """The answers of the diagnosis, in words."""
    home_id: int | None
    tenure: str | None
    """Of the home, where it is in the register."""
    address: str
    postcode: str
    contact: ReportContact
    call_back: CallBack.Reason | None = None
    """Why we must ring, if we must."""
    to_order: bool = True
    """Whether the HMS is told at once, or only after a person has looked."""
    hold_id: str = ""
    """The time that is held in the diary."""
    wants_sooner: bool = False
    """Whether to tell them of a time sooner than the one they booked."""
    preferred_times: tuple[str, ...] = ()
    description: str = ""
    people_at_risk: tuple[str, ...] = ()
    assistance: ReportAssistance | None = None
    overrides: tuple[ReportOverride, ...] = ()
    without_room: WithoutRoom | None = None
