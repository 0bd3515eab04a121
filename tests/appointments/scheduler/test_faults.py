"""Whatever goes wrong at the scheduler, residents get an answer, and no booking is lost or made twice."""

from datetime import timedelta

import pytest
from django.db import transaction

from appointments.diary import DiaryDown, SlotGone
from appointments.scheduler.models import SchedulerBooking
from repairs.stubs.faults import Fault
from tests.appointments.conftest import TAP, TOMORROW
from tests.appointments.scheduler.conftest import Town

TAKEN_AND_LOST = [Fault.DROP, Fault.MALFORMED, Fault.SLOW, Fault.HTML, Fault.WRONG_TYPES]
DOWN = [*TAKEN_AND_LOST, Fault.ERROR, Fault.BUSY]
A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize("fault", [*DOWN, Fault.REFUSE])
def test_when_times_cannot_be_known_the_diary_is_down(council: Town, fault: Fault) -> None:
    council.meets(fault)
    with pytest.raises(DiaryDown):
        council.diary.offer(TAP, TOMORROW, TOMORROW, now=council.now)


def test_when_there_are_no_slots_nothing_is_offered(council: Town) -> None:
    council.meets(Fault.NO_SLOTS)
    assert council.offered() == []


@pytest.mark.parametrize("fault", [Fault.SLOT_GONE, Fault.NO_SLOTS])
def test_a_slot_that_went_while_choosing_is_gone_and_is_offered_no_more(council: Town, fault: Fault) -> None:
    slot = council.offered()[0]
    council.stub.book.open(slot.day, slot.window, "N", "PL", minutes=0)
    council.meets(fault)
    with pytest.raises(SlotGone):
        council.patient().hold(slot.id, TAP, "ann", council.now)
    assert slot not in council.offered()
    assert council.there == []


@pytest.mark.parametrize("fault", [*DOWN, Fault.REFUSE])
def test_a_hold_that_fails_leaves_nothing_behind_at_the_scheduler(council: Town, fault: Fault) -> None:
    slot = council.offered()[0]
    council.meets(fault)
    with pytest.raises(DiaryDown):
        council.diary.hold(slot.id, TAP, "ann", council.now)
    council.is_well_again()
    council.sweeps()
    assert council.there == []
    assert slot in council.offered()


@pytest.mark.parametrize("fault", [*DOWN, Fault.REFUSE, Fault.SLOT_GONE])
def test_a_hold_that_fails_leaves_the_former_as_it_was(council: Town, fault: Fault) -> None:
    former = council.holds("ann")
    other = council.offered()[0]
    council.meets(fault)
    with pytest.raises((DiaryDown, SlotGone)):
        council.diary.hold(other.id, TAP, "ann", council.now)
    council.is_well_again()
    council.diary.confirm(former, council.now)
    council.sweeps()
    assert council.agrees()
    assert council.booked_here == [former]


@pytest.mark.parametrize("fault", DOWN)
def test_confirming_asks_nothing_of_a_scheduler_that_is_down(council: Town, fault: Fault) -> None:
    hold = council.holds()
    council.stub.faults.always = fault
    council.diary.confirm(hold, council.now)
    council.is_well_again()
    council.sweeps()
    assert council.agrees()


@pytest.mark.parametrize("fault", DOWN)
def test_a_booking_is_made_firm_once_however_often_the_answer_is_lost(council: Town, fault: Fault) -> None:
    council.books()
    for later in range(3):
        council.meets(fault)
        assert council.sweeps_in_vain(later * AN_HOUR) == 0
        council.is_well_again()
    council.sweeps(3 * AN_HOUR)
    assert council.agrees()
    assert len(council.there) == 1


@pytest.mark.parametrize("fault", DOWN)
def test_a_cancelled_booking_is_freed_in_the_end(council: Town, fault: Fault) -> None:
    booking = council.books()
    council.sweeps()
    council.diary.cancel(booking)
    council.meets(fault)
    council.sweeps_in_vain()
    council.is_well_again()
    council.sweeps(AN_HOUR)
    assert council.there == []
    assert len(council.offered()) == 2


@pytest.mark.parametrize("fault", DOWN)
def test_a_moved_booking_ends_at_the_new_time_only(council: Town, fault: Fault) -> None:
    booking = council.books()
    council.sweeps()
    hold = council.holds("ann", which=0)
    council.stub.faults.always = fault
    council.diary.move(booking, hold, council.now)
    council.sweeps_in_vain()
    council.is_well_again()
    council.sweeps(AN_HOUR)
    assert council.agrees()
    assert council.booked_here == [hold]


def test_a_hold_that_ran_out_is_given_up_at_the_scheduler(council: Town) -> None:
    council.holds()
    council.sweeps(timedelta(minutes=9))
    assert len(council.there) == 1
    council.sweeps(timedelta(minutes=10))
    assert council.there == []


def test_a_hold_that_was_given_up_is_taken_again_when_the_report_is_sent(council: Town) -> None:
    hold = council.holds()
    council.sweeps(timedelta(minutes=10))
    council.diary.confirm(hold, council.now + timedelta(minutes=11))
    council.sweeps(timedelta(minutes=11))
    assert council.agrees()


@pytest.mark.parametrize("fault", [*DOWN, Fault.REFUSE, Fault.SLOT_GONE])
def test_a_hold_that_cannot_be_taken_again_is_gone_and_leaves_nothing_behind(council: Town, fault: Fault) -> None:
    hold = council.holds()
    council.sweeps(timedelta(minutes=10))
    council.meets(fault)
    with pytest.raises(SlotGone):
        council.diary.confirm(hold, council.now + timedelta(minutes=11))
    council.is_well_again()
    council.sweeps(AN_HOUR)
    council.gives_up_forgotten(AN_HOUR)
    assert council.there == []


def test_a_booking_rolled_back_after_it_was_taken_again_leaves_nothing_behind(council: Town) -> None:
    hold = council.holds()
    council.sweeps(timedelta(minutes=10))
    with transaction.atomic():
        council.diary.confirm(hold, council.now + timedelta(minutes=11))
        transaction.set_rollback(True)
    assert len(council.there) == 1
    assert council.gives_up_forgotten(timedelta(minutes=12)) == 0
    assert council.gives_up_forgotten(AN_HOUR) == 1
    assert council.there == []


def test_a_hold_that_was_rolled_back_leaves_nothing_behind(council: Town) -> None:
    with transaction.atomic():
        council.holds()
        transaction.set_rollback(True)
    assert not SchedulerBooking.objects.exists()
    assert len(council.there) == 1
    assert council.gives_up_forgotten(timedelta(minutes=10)) == 1
    assert council.there == []


def test_what_is_held_or_booked_is_never_taken_for_forgotten(council: Town) -> None:
    council.books("ann")
    held = council.holds("bob")
    SchedulerBooking.objects.filter(pk=held).update(held_until=council.now + AN_HOUR)
    assert council.gives_up_forgotten(timedelta(minutes=15)) == 0
    assert len(council.there) == 2


def test_a_process_that_died_after_asking_leaves_nothing_behind(council: Town) -> None:
    """The row is there, the appointment is there, and nobody was told."""
    council.holds()
    SchedulerBooking.objects.update(state="asked", there="unknown")
    council.sweeps(timedelta(seconds=59))
    assert len(council.there) == 1
    council.sweeps(A_MINUTE)
    assert council.there == []


def test_a_process_that_died_before_asking_leaves_nothing_behind(council: Town) -> None:
    council.holds()
    (kept,) = council.stub.book.standing()
    SchedulerBooking.objects.update(state="asked", there="unknown", key="00000000-0000-4000-8000-000000000000")
    council.sweeps(A_MINUTE)
    assert [one.key for one in council.stub.book.standing()] == [kept.key]
    assert not SchedulerBooking.objects.filter(state="asked").exists()


def test_asking_again_after_a_process_died_is_one_appointment(council: Town) -> None:
    slot = council.offered()[0]
    hold = council.patient().hold(slot.id, TAP, "ann", council.now)
    SchedulerBooking.objects.update(state="asked", there="unknown")
    assert council.patient().hold(slot.id, TAP, "ann", council.now).id == hold.id
    assert len(council.there) == 1


def test_a_worker_that_died_while_telling_is_followed_by_another(council: Town) -> None:
    council.books()
    SchedulerBooking.objects.update(lease_until=council.now + A_MINUTE)
    assert council.sweeps() == 0
    assert council.sweeps(2 * A_MINUTE) == 1
    assert council.agrees()
