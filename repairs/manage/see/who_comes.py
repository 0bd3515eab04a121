"""Who will come to a repair, as far as it is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from repairs.log.job_status.shown import ShownJob
from repairs.log.job_status.visits import ENDS_A_VISIT
from repairs.log.job_status.words import who_comes
from repairs.log.models import Appointment, JobUpdate, Repair

SOMEBODY_COMES = ("assigned", "on-the-way", "started")


@dataclass(frozen=True)
class WhoComes:
    name: str
    """A first name. Empty while the HMS has not said who it is."""
    person: str
    """What they are, such as a plumber. Empty where no trade is known."""


def who_will_come(
    repair: Repair,
    booked: Appointment | None,
    job: ShownJob | None,
    updates: Sequence[JobUpdate],
    moved_at: datetime | None,
) -> WhoComes | None:
    """None while nobody is expected. `moved_at` is when the visit got its time, where that was changed."""
    if repair.cancel_asked_at or (job and job.next == "completed"):
        return None
    expected = booked or repair.attend_by or (job and (job.planned or job.next in SOMEBODY_COMES))
    if not expected:
        return None
    return WhoComes(name_in(updates, moved_at), repair.trade.person if repair.trade else "")


def name_in(updates: Sequence[JobUpdate], moved_at: datetime | None) -> str:
    """As the HMS last said, for the visit that is to come: whoever was to come before may not come now."""
    for update in reversed(updates):
        if update.state in ENDS_A_VISIT or (moved_at and update.happened_at < moved_at):
            break
        if name := who_comes(update):
            return name
    return ""
