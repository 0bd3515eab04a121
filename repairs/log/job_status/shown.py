"""What a resident's own page says of a job. Its words are in `templates/manage/job.html`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from repairs.council.deadlines import LONDON
from repairs.log.job_status.state import SOMEBODY_IS_THERE, somebody_is_there
from repairs.log.job_status.words import TELL_US_WITHIN, read_time, when_they_arrive, who_comes
from repairs.log.models import Appointment, JobState, JobUpdate, Repair
from repairs.statements import Gap, Read

# Once another visit is booked, one that came to nothing says nothing of what is next.
OVER_ONCE_BOOKED = (JobState.SCHEDULED, JobState.NO_ACCESS, JobState.FOLLOW_ON, JobState.CANCELLED)
PLANNED = (JobState.SCHEDULED, JobState.ASSIGNED)


@dataclass(frozen=True)
class PlannedVisit:
    """One that the HMS planned, without our diary."""

    day: date
    starts: time | None
    ends: time | None


@dataclass(frozen=True)
class ShownJob:
    next: str
    """What the resident reads first: a state, or nothing where it says no more than the appointment does."""
    comes: str
    arrives: str
    planned: PlannedVisit | None
    said_at: datetime
    tell_us_by: date


UPDATES = Read(
    lambda: (
        JobUpdate.objects.filter(order__repair=Gap(Repair, "id", "repair")).exclude(state="").order_by("sequence", "pk")
    )
)
"""What the HMS said that a resident would understand, oldest first."""


def shown_job(
    repair: Repair, updates: Sequence[JobUpdate], booked: Appointment | None, now: datetime
) -> ShownJob | None:
    """None where the HMS has said nothing that a resident would understand, or the repair was cancelled."""
    if not updates or repair.cancelled_at:
        return None
    newest = updates[-1]
    return ShownJob(
        next=next_of(repair, newest, booked, now),
        comes=who_comes(newest),
        arrives=when_they_arrive(newest),
        planned=None if booked else planned_visit(newest, now),
        said_at=newest.happened_at,
        tell_us_by=newest.happened_at.astimezone(LONDON).date() + TELL_US_WITHIN,
    )


def next_of(repair: Repair, newest: JobUpdate, booked: Appointment | None, now: datetime) -> str:
    if newest.state in SOMEBODY_IS_THERE:
        return newest.state if somebody_is_there(repair, now) else ""
    if booked and newest.state == JobState.DELAYED:
        return newest.state if newest.detail.get("day") == now.astimezone(LONDON).date().isoformat() else ""
    return "" if booked and newest.state in OVER_ONCE_BOOKED else newest.state


def planned_visit(newest: JobUpdate, now: datetime) -> PlannedVisit | None:
    written = newest.detail.get("day")
    if newest.state not in PLANNED or not written:
        return None
    day = date.fromisoformat(written)
    if day < now.astimezone(LONDON).date():
        return None
    return PlannedVisit(day, read_time(newest.detail.get("from")), read_time(newest.detail.get("to")))
