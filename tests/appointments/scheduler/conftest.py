from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from django.core.cache import caches
from pytest_django import Settings

from appointments.diary import Diary, Slot
from appointments.diary.http import HttpDiary
from appointments.scheduler import Scheduler, Status, availability
from appointments.scheduler.http import HttpScheduler
from appointments.scheduler.models import SchedulerBooking
from appointments.scheduler.stub_server import StubScheduler
from appointments.scheduler.sweep import give_up_forgotten, tell_scheduler
from repairs.stubs.faults import Fault
from tests.appointments.conftest import NOW, PATIENCE, TAP, TOKEN, TOMORROW, MakeRoom, room_in

LONG = 60


def until_answered() -> None:
    """Until no question about times is on its way any more."""
    for asked in list(availability._asked.values()):
        asked.future.exception(timeout=LONG)


@dataclass
class Town:
    """A diary over HTTP to the stand-in scheduler, and what each of the two has."""

    diary: HttpDiary
    stub: StubScheduler
    make_room: MakeRoom
    settings: Settings
    now: datetime = NOW

    @property
    def scheduler(self) -> Scheduler:
        return self.diary.scheduler

    def meets(self, *faults: Fault) -> None:
        self.stub.faults.add(faults)

    def is_well_again(self) -> None:
        """The faults are over, and what was remembered of them."""
        self.stub.faults.clear()
        caches["shared"].clear()

    def offered(self) -> list[Slot]:
        return self.patient().offer(TAP, TOMORROW, TOMORROW, now=self.now)

    def patient(self) -> Diary:
        """The same diary, for those who have time."""
        return replace(self.diary, patience=LONG)

    def holds(self, holder: str = "ann", which: int = 0) -> str:
        slot = self.patient().offer(TAP, TOMORROW, TOMORROW, now=self.now, holder=holder)[which]
        return self.patient().hold(slot.id, TAP, holder, self.now).id

    def books(self, holder: str = "ann", which: int = 0) -> str:
        id = self.holds(holder, which)
        self.diary.confirm(id, self.now)
        return id

    def sweeps(self, later: timedelta = timedelta()) -> int:
        """As often as something could be told."""
        caches["shared"].clear()
        told = tell_scheduler(self.scheduler, self.now + later)
        return told + (self.sweeps(later) if told else 0)

    def sweeps_in_vain(self, later: timedelta = timedelta()) -> int:
        """Without waiting for long for a scheduler that is slow."""
        self.settings.SCHEDULER_TIMEOUT_SECONDS = PATIENCE
        told = self.sweeps(later)
        self.settings.SCHEDULER_TIMEOUT_SECONDS = LONG
        return told

    def gives_up_forgotten(self, later: timedelta = timedelta()) -> int:
        return give_up_forgotten(self.scheduler, self.now + later)

    @property
    def there(self) -> list[tuple[str, str]]:
        """What stands at the scheduler: our reference, and how firm it is."""
        return [(kept.appointment.reference, kept.status) for kept in self.stub.book.standing() if kept.appointment]

    @property
    def booked_here(self) -> list[str]:
        return [str(row.pk) for row in SchedulerBooking.objects.filter(state="booked").order_by("day", "starts")]

    def agrees(self) -> bool:
        """The scheduler has what we have booked, and nothing else."""
        return self.there == [(id, Status.BOOKED) for id in self.booked_here]


@pytest.fixture
def patience() -> float:
    return PATIENCE


@pytest.fixture
def council(town: None, stub: StubScheduler, stub_url: str, patience: float, settings: Settings) -> Town:
    """One morning visit and one afternoon visit can be had tomorrow."""
    settings.OUTBOX_RETRY_SECONDS = [60, 300]
    settings.SCHEDULER_TIMEOUT_SECONDS = LONG
    make_room = room_in(stub.book)
    make_room(minutes=60)
    make_room(window="PM", minutes=60)
    return Town(HttpDiary(HttpScheduler(stub_url, TOKEN), patience=patience), stub, make_room, settings)
