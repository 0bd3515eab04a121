"""A diary whose scheduler is in memory, for tests and for trying things without a server."""

from dataclasses import dataclass, field
from functools import cache

from appointments.scheduler import Scheduler
from appointments.scheduler.diary import SchedulerDiary
from appointments.scheduler.fake import FakeScheduler
from appointments.scheduler.stub_book import AppointmentBook

USUAL_MINUTES = 240


@cache
def in_memory() -> FakeScheduler:
    """One for the whole process."""
    return FakeScheduler(AppointmentBook(usual_minutes=USUAL_MINUTES))


@dataclass(frozen=True)
class FakeDiary(SchedulerDiary):
    scheduler: Scheduler = field(default_factory=in_memory)
