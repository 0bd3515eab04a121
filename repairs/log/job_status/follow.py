"""What follows from the newest update of a job: who is told, which visit does not count, what planners see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from appointments.diary import Diary
from repairs.log.job_status.tell import drop_what_is_over, refuse_changes, tell
from repairs.log.job_status.visits import (
    end_visit,
    give_time_back,
    has_begun,
    has_taken_place,
    is_over,
    version_of,
    visit_meant,
)
from repairs.log.messages import appointment_of
from repairs.log.models import JobState, JobUpdate, Message, Repair
from repairs.log.nudge import nudge_outbox

ON_THE_WAY_FOR = timedelta(hours=1)
TELL_OF_NO_ACCESS_FOR = timedelta(days=3)
TELL_IF_NOT_FIXED_FOR = timedelta(days=14)

THE_WORK_WAS_DONE = {JobState.STARTED, JobState.COMPLETED, JobState.FOLLOW_ON}


@dataclass(frozen=True)
class Known:
    repair: Repair
    update: JobUpdate
    before: JobState | None
    """What the HMS said last."""
    diary: Diary
    now: datetime

    @property
    def age(self) -> timedelta:
        return self.now - self.update.happened_at


def follow(repair: Repair, update: JobUpdate, before: JobState | None, diary: Diary, now: datetime) -> None:
    """Nothing is said of a repair that the resident has cancelled: they know that nobody is to come."""
    then = FOLLOWS.get(JobState(update.state))
    if then is None or repair.cancelled_at:
        return
    then(Known(repair, update, before, diary, now))
    transaction.on_commit(lambda: nudge_outbox(repair), robust=True)


def on_the_way(known: Known) -> None:
    if known.age < ON_THE_WAY_FOR:
        tell_of(known, Message.Kind.ON_THE_WAY, too_late_at=known.update.happened_at + ON_THE_WAY_FOR)


def no_access(known: Known) -> None:
    if appointment_of(known.repair):
        visit = visit_meant(known.repair, known.update)
        if visit is None or not has_taken_place(known.repair, visit, known.update):
            return
    elif known.before == JobState.NO_ACCESS:
        return
    drop_what_is_over(known.repair)
    if known.age < TELL_OF_NO_ACCESS_FOR:
        tell_of(known, Message.Kind.NO_ACCESS)
    end_visit(known.repair, known.now)


def more_to_do(known: Known) -> None:
    visit = visit_meant(known.repair, known.update)
    if visit and has_taken_place(known.repair, visit, known.update):
        drop_what_is_over(known.repair)
        end_visit(known.repair, known.now)


def cannot_come(known: Known) -> None:
    visit = visit_meant(known.repair, known.update)
    if visit is None or comes_later_that_day(known.update, visit.day.isoformat()):
        return
    drop_what_is_over(known.repair)
    if known.before not in THE_WORK_WAS_DONE and not is_over(visit, known.now):
        tell_of(known, Message.Kind.MOVED_BY_US)
    give_time_back(visit, known.diary)
    end_visit(known.repair, known.now)


def comes_later_that_day(update: JobUpdate, day: str) -> bool:
    return update.state == JobState.DELAYED and update.detail.get("day") == day


def finished(known: Known) -> None:
    drop_what_is_over(known.repair)
    refuse_changes(known.update.order, "The HMS says that the job is finished.")
    if known.before != JobState.COMPLETED and known.age < TELL_IF_NOT_FIXED_FOR:
        tell_of(known, Message.Kind.DONE)
    visit = appointment_of(known.repair)
    if visit and not has_begun(visit, known.now):
        give_time_back(visit, known.diary)
        end_visit(known.repair, known.now)


def tell_of(known: Known, kind: Message.Kind, too_late_at: datetime | None = None) -> None:
    version = version_of(known.repair, known.update)
    tell(known.repair, kind, version, known.now, too_late_at=too_late_at)


FOLLOWS: dict[JobState, Callable[[Known], None]] = {
    JobState.ON_THE_WAY: on_the_way,
    JobState.NO_ACCESS: no_access,
    JobState.FOLLOW_ON: more_to_do,
    JobState.DELAYED: cannot_come,
    JobState.CANCELLED: cannot_come,
    JobState.COMPLETED: finished,
}
