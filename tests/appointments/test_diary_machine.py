"""However holds, bookings, moves, releases and sweeps follow each other: nothing is oversold, and no minute is lost."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from appointments.anyway import hold_anyway
from appointments.diary import Job, SlotGone
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from appointments.room import free_lapsed_holds
from tests.appointments.conftest import NOW, OpenPlace
from tests.tries import tries

CAPACITY = 200
TRAVEL = 20
HOLDERS = st.sampled_from(["ann", "bob", "cat", "dan"])
PLACES = st.integers(0, 1)
JOBS = st.sampled_from([Job("N", "PL", 40), Job("N", "PL", 80)])


@dataclass
class Kept:
    """What the model knows of a holder's last hold. Those of one `visit` have one journey for all."""

    id: str
    place: int
    work: int
    visit: str
    until: datetime

    @property
    def joins(self) -> bool:
        return self.visit != self.id

    @property
    def minutes(self) -> int:
        return self.work if self.joins else self.work + TRAVEL


class DiaryMachine(RuleBasedStateMachine):
    places: list[Place]

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.diary = LocalDiary()
        self.now = NOW
        self.kept: dict[str, Kept] = {}
        self.booked: dict[str, Kept] = {}
        self.extra = [0, 0]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def room(self, place: int, holder: str) -> int:
        return (
            CAPACITY
            + self.extra[place]
            - self.booked_at(place)
            - sum(
                kept.minutes
                for other, kept in self.kept.items()
                if other != holder and kept.place == place and kept.until > self.now
            )
        )

    def booked_at(self, place: int) -> int:
        """Each visit has one journey, and all the work that is done at it."""
        visits: dict[str, int] = defaultdict(lambda: TRAVEL)
        for kept in self.booked.values():
            if kept.place == place:
                visits[kept.visit] += kept.work
        return sum(visits.values())

    def ends(self, booking: str) -> None:
        """What is booked for the same visit stays; where nothing is, what is held for it goes."""
        gone = self.booked.pop(booking)
        if not any(kept.visit == gone.visit for kept in self.booked.values()):
            self.kept = {name: kept for name, kept in self.kept.items() if kept.visit != gone.visit or not kept.joins}

    @rule(holder=HOLDERS, place=PLACES, job=JOBS, data=st.data())
    def hold_for_a_visit_that_is_booked(self, holder: str, place: int, job: Job, data: st.DataObject) -> None:
        if not self.booked:
            return
        other = data.draw(st.sampled_from(list(self.booked)))
        job = replace(job, joins=other)
        visit = self.booked[other].visit if self.booked[other].place == place else ""
        self.holds(holder, place, job, visit)

    @rule(holder=HOLDERS, place=PLACES, job=JOBS)
    def hold(self, holder: str, place: int, job: Job) -> None:
        self.holds(holder, place, job, "")

    def holds(self, holder: str, place: int, job: Job, visit: str) -> None:
        minutes = job.minutes if visit else job.minutes + TRAVEL
        slot = str(self.places[place].pk)
        if self.room(place, holder) < minutes:
            with pytest.raises(SlotGone):
                self.diary.hold(slot, job, holder, self.now)
        else:
            hold = self.diary.hold(slot, job, holder, self.now)
            self.kept[holder] = Kept(hold.id, place, job.minutes, visit or hold.id, hold.until)

    @rule(holder=HOLDERS, place=PLACES, job=JOBS, most=st.sampled_from([0, 40, 120]))
    def book_anyway(self, holder: str, place: int, job: Job, most: int) -> None:
        slot, minutes = str(self.places[place].pk), job.minutes + TRAVEL
        missing = max(0, minutes - self.room(place, holder))
        if missing and self.extra[place] + missing > most:
            with pytest.raises(SlotGone), transaction.atomic():
                hold_anyway(slot, job, holder, self.now, most=most)
            return
        hold, added = hold_anyway(slot, job, holder, self.now, most=most)
        self.diary.confirm(hold.id, self.now)
        assert added == missing
        self.extra[place] += added
        self.kept.pop(holder, None)
        self.booked[hold.id] = Kept(hold.id, place, job.minutes, hold.id, hold.until)

    @rule(holder=HOLDERS)
    def confirm(self, holder: str) -> None:
        if kept := self.kept.get(holder):
            if self.room(kept.place, holder) < kept.minutes:
                with pytest.raises(SlotGone):
                    self.diary.confirm(kept.id, self.now)
            else:
                self.diary.confirm(kept.id, self.now)
                self.booked[kept.id] = self.kept.pop(holder)

    @rule()
    def confirm_again(self) -> None:
        for hold_id, kept in self.booked.items():
            assert self.diary.confirm(hold_id, self.now).id == str(self.places[kept.place].pk)

    @rule(holder=HOLDERS, data=st.data())
    def move(self, holder: str, data: st.DataObject) -> None:
        kept = self.kept.get(holder)
        if kept is None or not self.booked:
            return
        former_id = data.draw(st.sampled_from(list(self.booked)))
        former = self.booked[former_id]
        stays = sum(other.visit == former.visit for other in self.booked.values()) > 1
        freed = former.work if stays else former.work + TRAVEL
        room = self.room(kept.place, holder) + (freed if former.place == kept.place else 0)
        its_visit_goes = kept.joins and kept.visit == former.visit and not stays
        if its_visit_goes or room < kept.minutes:
            with pytest.raises(SlotGone):
                self.diary.move(former_id, kept.id, self.now)
        else:
            slot = self.diary.move(former_id, kept.id, self.now)
            assert self.diary.move(former_id, kept.id, self.now) == slot
            self.booked[kept.id] = self.kept.pop(holder)
            self.ends(former_id)

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        if self.booked:
            gone = data.draw(st.sampled_from(list(self.booked)))
            self.diary.cancel(gone)
            self.diary.cancel(gone)
            self.ends(gone)

    @rule(holder=HOLDERS)
    def release(self, holder: str) -> None:
        if kept := self.kept.pop(holder, None):
            self.diary.release(kept.id)
            self.diary.release(kept.id)

    @rule(minutes=st.integers(1, 12))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def sweep(self) -> None:
        free_lapsed_holds(self.now)
        assert not Booking.objects.filter(state="held", held_until__lte=self.now).exists()

    @invariant()
    def every_minute_adds_up(self) -> None:
        for index, place in enumerate(self.places):
            place.refresh_from_db()
            assert (place.held, place.booked) == (taken(place, "held"), taken(place, "booked"))
            assert place.free + place.held + place.booked == CAPACITY + self.extra[index]
            assert place.extra == self.extra[index]
            assert place.free >= 0
            assert place.booked == self.booked_at(index)

    @invariant()
    def what_is_free_is_offered(self) -> None:
        slots = self.diary.offer(Job("N", "PL", 40), NOW.date(), self.places[0].day, now=self.now)
        offered = {slot.id for slot in slots}
        for index, place in enumerate(self.places):
            assert (str(place.pk) in offered) is (self.room(index, "nobody") >= 60)


def taken(place: Place, state: str) -> int:
    return place.bookings.filter(state=state).aggregate(total=Sum("minutes"))["total"] or 0


def test_the_diary_always_adds_up(open_place: OpenPlace) -> None:
    class Machine(DiaryMachine):
        places = [open_place(minutes=CAPACITY, window=window) for window in ["AM", "PM"]]

    checks = settings(
        max_examples=tries(30),
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(Machine, settings=checks)
