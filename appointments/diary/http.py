"""A diary that a scheduler of the council's keeps, asked over HTTP: see `docs/scheduler`."""

from dataclasses import dataclass, field

from appointments.scheduler import Scheduler
from appointments.scheduler.diary import SchedulerDiary
from appointments.scheduler.http import HttpScheduler


@dataclass(frozen=True)
class HttpDiary(SchedulerDiary):
    scheduler: Scheduler = field(default_factory=HttpScheduler)
