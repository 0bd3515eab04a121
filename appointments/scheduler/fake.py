"""A scheduler in memory, for tests and for trying things without a server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from appointments.scheduler import (
    Appointment,
    HeldKey,
    Refused,
    Room,
    SchedulerDown,
    SlotTaken,
    Standing,
    Status,
    Visit,
)
from appointments.scheduler.magic import fault_at_home
from appointments.scheduler.stub_book import AppointmentBook, Kept, KeyCancelled
from appointments.scheduler.words import appointment_of, as_message
from repairs.stubs.faults import Fault, FaultQueue


@dataclass(eq=False)
class FakeScheduler:
    """`book` holds what was taken. `faults` decides what the next requests meet."""

    book: AppointmentBook = field(default_factory=AppointmentBook)
    faults: FaultQueue = field(default_factory=lambda: FaultQueue(tuple(Fault)))

    @property
    def name(self) -> str:
        return f"fake-{id(self)}"

    def room(self, visit: Visit, first: date, last: date, wait: float) -> Sequence[Room]:
        fault = self.faults.take()
        go_wrong_before(fault)
        go_wrong_after(fault)
        if fault is Fault.NO_SLOTS:
            return []
        openings = self.book.openings(visit.patch, visit.trade, first, last)
        return [Room(opening.times, opening.left) for opening in openings if not opening.closed]

    def put(self, key: str, appointment: Appointment, status: Status, wait: float) -> None:
        taken = appointment_of(as_message(appointment, status))
        fault = self.faults.take() or fault_at_home(taken.home, is_new=self.book.find(key) is None)
        go_wrong_before(fault)
        if fault in {Fault.SLOT_GONE, Fault.NO_SLOTS}:
            raise SlotTaken
        try:
            self.book.put(key, taken, status)
        except KeyCancelled:
            raise Refused("the scheduler refused it (410)") from None
        go_wrong_after(fault)

    def cancel(self, key: str, wait: float) -> None:
        fault = self.faults.take()
        go_wrong_before(fault)
        self.book.cancel(key)
        go_wrong_after(fault)

    def look_up(self, keys: Sequence[str], wait: float) -> Mapping[str, Standing]:
        fault = self.faults.take()
        go_wrong_before(fault)
        go_wrong_after(fault)
        return {key: standing_of(self.book.find(key)) for key in keys}

    def held(self, wait: float) -> Sequence[HeldKey]:
        fault = self.faults.take()
        go_wrong_before(fault)
        go_wrong_after(fault)
        return [
            HeldKey(kept.key, kept.appointment.held_until)
            for kept in self.book.standing()
            if kept.appointment and kept.status is Status.HELD
        ]


def standing_of(kept: Kept | None) -> Standing:
    if kept is None or kept.appointment is None or kept.status is Status.CANCELLED:
        return Standing(Status.CANCELLED, None)
    return Standing(kept.status, kept.appointment.times)


def go_wrong_before(fault: Fault | None) -> None:
    if fault in {Fault.ERROR, Fault.BUSY}:
        raise SchedulerDown(f"the scheduler answered {fault}")
    if fault is Fault.REFUSE:
        raise Refused("the scheduler refused it (422)")


def go_wrong_after(fault: Fault | None) -> None:
    if fault and fault.is_taken:
        raise SchedulerDown(f"no answer that can be read ({fault})")
