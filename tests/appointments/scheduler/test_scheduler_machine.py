"""Whatever fails, and in whatever order: nothing is oversold, no booking is lost, and in the end both sides agree."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from appointments.diary import DiaryDown, Job, NotBooked, SlotGone
from appointments.scheduler import Status, Times
from appointments.scheduler.diary import SchedulerDiary
from appointments.scheduler.fake import FakeScheduler
from appointments.scheduler.models import SchedulerBooking
from appointments.scheduler.slots import slot_of
from appointments.scheduler.stub_book import WINDOWS
from appointments.scheduler.sweep import give_up_forgotten, tell_scheduler
from repairs.stubs.faults import Fault
from tests.appointments.conftest import NOW, TOMORROW
from tests.tries import tries

CAPACITY = 160
HOLDERS = st.sampled_from(["ann", "bob", "cat"])
SLOTS = st.sampled_from(
    [slot_of(Times(TOMORROW, name, starts, ends)).id for name, starts, ends, _ in WINDOWS if name in {"AM", "PM"}]
)
JOBS = st.sampled_from([Job("N", "PL", 40), Job("N", "PL", 80)])
FAULTS = st.lists(st.sampled_from([None, *Fault]), max_size=3)


class SchedulerMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.scheduler = FakeScheduler()
        for name in ("AM", "PM"):
            self.scheduler.book.open(TOMORROW, name, "N", "PL", CAPACITY)
        self.diary = SchedulerDiary(self.scheduler, patience=60)
        self.now = NOW
        self.holds: dict[str, str] = {}
        self.bookings: dict[str, str] = {}

    def teardown(self) -> None:
        self.in_the_end_both_sides_agree()
        self.scheduler.book.close()
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def meets(self, faults: list[Fault | None]) -> None:
        """The next requests meet these; what was remembered of earlier ones is gone."""
        caches["shared"].clear()
        self.scheduler.faults.clear()
        self.scheduler.faults.add(fault for fault in faults if fault)

    @rule(holder=HOLDERS, slot=SLOTS, job=JOBS, faults=FAULTS)
    def hold(self, holder: str, slot: str, job: Job, faults: list[Fault | None]) -> None:
        self.meets(faults)
        self.holds_if_it_can(holder, slot, job)

    def holds_if_it_can(self, holder: str, slot: str, job: Job) -> None:
        try:
            self.holds[holder] = self.diary.hold(slot, job, holder, self.now).id
        except (SlotGone, DiaryDown):
            return

    @rule(holder=HOLDERS, other=HOLDERS, slot=SLOTS, job=JOBS, faults=FAULTS)
    def hold_for_a_visit_that_is_booked(
        self, holder: str, other: str, slot: str, job: Job, faults: list[Fault | None]
    ) -> None:
        if other in self.bookings:
            self.meets(faults)
            self.holds_if_it_can(holder, slot, replace(job, joins=self.bookings[other]))

    @rule(holder=HOLDERS, faults=FAULTS)
    def confirm(self, holder: str, faults: list[Fault | None]) -> None:
        self.meets(faults)
        if holder in self.holds and holder not in self.bookings:
            try:
                self.diary.confirm(self.holds[holder], self.now)
            except SlotGone:
                return
            self.bookings[holder] = self.holds.pop(holder)

    @rule(holder=HOLDERS, faults=FAULTS)
    def move(self, holder: str, faults: list[Fault | None]) -> None:
        self.meets(faults)
        if holder in self.holds and holder in self.bookings:
            try:
                self.diary.move(self.bookings[holder], self.holds[holder], self.now)
            except (SlotGone, NotBooked):
                return
            self.bookings[holder] = self.holds.pop(holder)

    @rule(holder=HOLDERS)
    def cancel(self, holder: str) -> None:
        if booking := self.bookings.pop(holder, None):
            self.diary.cancel(booking)

    @rule(holder=HOLDERS)
    def release(self, holder: str) -> None:
        if hold := self.holds.pop(holder, None):
            self.diary.release(hold)

    @rule(holder=HOLDERS, faults=FAULTS)
    def confirm_and_roll_back(self, holder: str, faults: list[Fault | None]) -> None:
        self.meets(faults)
        if holder in self.holds:
            with transaction.atomic():
                with suppress(SlotGone):
                    self.diary.confirm(self.holds[holder], self.now)
                transaction.set_rollback(True)

    @rule(slot=SLOTS, faults=FAULTS)
    def hold_and_roll_back(self, slot: str, faults: list[Fault | None]) -> None:
        self.meets(faults)
        with transaction.atomic():
            with suppress(SlotGone, DiaryDown):
                self.diary.hold(slot, Job("N", "PL", 40), "dan", self.now)
            transaction.set_rollback(True)

    @rule(minutes=st.integers(1, 12))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(faults=FAULTS)
    def sweep(self, faults: list[Fault | None]) -> None:
        self.meets(faults)
        tell_scheduler(self.scheduler, self.now)

    @rule(faults=FAULTS)
    def give_up_forgotten(self, faults: list[Fault | None]) -> None:
        self.meets(faults)
        give_up_forgotten(self.scheduler, self.now)

    @invariant()
    def every_booking_has_its_place_at_the_scheduler(self) -> None:
        rows = SchedulerBooking.objects.filter(state="booked")
        assert {str(row.pk) for row in rows} == set(self.bookings.values())
        for row in rows:
            kept = self.scheduler.book.find(str(row.key))
            assert kept
            assert kept.appointment
            assert kept.status in {Status.HELD, Status.BOOKED}
            assert kept.appointment.times == row.times
            assert kept.appointment.visit.minutes >= row.minutes or row.is_to_be_told

    @invariant()
    def each_visit_has_one_journey(self) -> None:
        for row in SchedulerBooking.objects.filter(state="booked", visit_shared__isnull=False):
            shared = row.visit_shared
            assert shared
            assert (shared.state, shared.visit_shared_id, shared.times) == ("booked", None, row.times)

    @invariant()
    def nothing_is_oversold(self) -> None:
        taken: Counter[str] = Counter()
        for row in SchedulerBooking.objects.filter(state__in=["held", "booked"]):
            if row.state == "booked" or row.held_until > self.now:
                taken[row.window] += row.minutes
        assert all(minutes <= CAPACITY for minutes in taken.values())

    def in_the_end_both_sides_agree(self) -> None:
        self.now += timedelta(hours=3)
        self.meets([])
        for _ in range(3):
            tell_scheduler(self.scheduler, self.now)
        give_up_forgotten(self.scheduler, self.now)
        standing = {
            kept.appointment.reference: kept.status for kept in self.scheduler.book.standing() if kept.appointment
        }
        assert standing == dict.fromkeys(self.bookings.values(), Status.BOOKED)


@pytest.mark.usefixtures("clock")
def test_both_sides_always_agree_in_the_end(town: None) -> None:
    checks = settings(
        max_examples=tries(30),
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(SchedulerMachine, settings=checks)
