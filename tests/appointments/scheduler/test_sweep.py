"""Telling the scheduler: what is tried again and when, and what a person must look at."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from appointments.scheduler.models import SchedulerBooking
from appointments.scheduler.sweep import tell_scheduler
from appointments.tasks import give_up_forgotten
from appointments.tasks import tell_scheduler as chore
from repairs.stubs.faults import Fault
from tests.appointments.conftest import TOKEN
from tests.appointments.scheduler.conftest import Town

A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def row() -> SchedulerBooking:
    return SchedulerBooking.objects.get()


def test_what_could_not_be_told_waits_longer_each_time(council: Town) -> None:
    council.books()
    council.stub.faults.always = Fault.ERROR
    for later, wait in [(0, 1), (1, 5), (6, 5)]:
        council.sweeps(later * A_MINUTE)
        assert row().due_at == council.now + (later + wait) * A_MINUTE
    assert row().last_problem == "the scheduler answered 500"


def test_a_booking_that_waits_for_long_needs_a_person_and_is_still_tried(council: Town) -> None:
    council.books()
    council.stub.faults.always = Fault.ERROR
    for hours in range(5):
        assert not row().needs_person
        council.sweeps(hours * AN_HOUR)
    assert row().needs_person
    council.is_well_again()
    council.sweeps(6 * AN_HOUR)
    assert (row().needs_person, row().last_problem, row().attempts) == (False, "", 0)
    assert council.agrees()


@pytest.mark.parametrize("fault", [Fault.REFUSE, Fault.SLOT_GONE])
def test_a_booking_that_the_scheduler_will_not_take_needs_a_person_at_once(council: Town, fault: Fault) -> None:
    council.books()
    council.meets(fault)
    council.sweeps()
    assert row().needs_person


def test_a_hold_that_cannot_be_given_up_calls_for_nobody(council: Town) -> None:
    council.holds()
    council.stub.faults.always = Fault.ERROR
    for hours in range(1, 8):
        council.sweeps(hours * AN_HOUR)
    assert not row().needs_person


def test_a_booking_that_is_cancelled_while_it_waits_is_freed_and_needs_nobody(council: Town) -> None:
    booking = council.books()
    council.meets(Fault.REFUSE)
    council.sweeps()
    council.diary.cancel(booking)
    assert not row().needs_person
    council.sweeps()
    assert council.there == []


def test_when_the_day_is_over_nobody_is_told_any_more(council: Town) -> None:
    council.books()
    council.stub.faults.always = Fault.ERROR
    council.sweeps()
    council.is_well_again()
    assert council.sweeps(timedelta(days=3)) == 0


def test_a_scheduler_that_is_down_is_asked_once_in_a_sweep(council: Town) -> None:
    for holder, which in [("ann", 0), ("bob", 0)]:
        council.books(holder, which)
    council.stub.faults.always = Fault.ERROR
    caches["shared"].clear()
    assert tell_scheduler(council.scheduler, council.now) == 0
    assert sorted(SchedulerBooking.objects.values_list("attempts", flat=True)) == [0, 1]


def test_what_is_booked_is_made_firm_before_anything_is_freed(council: Town) -> None:
    council.diary.cancel(council.books("ann"))
    booked = council.books("bob", which=1)
    council.stub.faults.add([Fault.ERROR])
    caches["shared"].clear()
    tell_scheduler(council.scheduler, council.now)
    assert SchedulerBooking.objects.get(attempts=1).pk.hex == booked.replace("-", "")


def test_telling_what_is_settled_changes_nothing(council: Town) -> None:
    council.books()
    council.sweeps()
    (before,) = council.stub.book.standing()
    assert council.sweeps(AN_HOUR) == 0
    assert council.stub.book.standing() == [before]


def test_the_chores_tell_the_scheduler_that_is_chosen(council: Town, stub_url: str, settings: Settings) -> None:
    council.books()
    chore()
    give_up_forgotten()
    assert not council.agrees()
    settings.APPOINTMENTS_DIARY = "appointments.diary.http.HttpDiary"
    settings.SCHEDULER_URL, settings.SCHEDULER_TOKEN = stub_url, TOKEN
    chore()
    give_up_forgotten()
    assert council.agrees()


@pytest.fixture
def planner(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("planner"), backend="django.contrib.auth.backends.ModelBackend")
    return client


PAGE = "/admin/appointments/schedulerbooking/"


def press(planner: Client, action: str) -> str:
    chosen = {"action": action, "_selected_action": [str(row().pk)]}
    return planner.post(PAGE, chosen, follow=True).content.decode()


def test_staff_see_what_needs_a_person_and_why(council: Town, planner: Client) -> None:
    council.books()
    assert "The scheduler will be told" in planner.get(PAGE).content.decode()
    council.meets(Fault.SLOT_GONE)
    council.sweeps()
    page = planner.get(PAGE, {"needs_person__exact": "1"}).content.decode()
    assert "Thursday 5 March 2026, 8am to midday" in page
    assert "Needs a person: the scheduler has no room for it any more" in page
    assert planner.get(f"{PAGE}{row().pk}/change/").status_code == 200


@pytest.mark.parametrize("asked", ["q=nonsense", "q=10099", "needs_person__exact=x", "day__gte=never", "p=9999"])
def test_nonsense_in_the_address_is_answered(council: Town, planner: Client, asked: str) -> None:
    council.books()
    assert planner.get(f"{PAGE}?{asked}", follow=True).status_code == 200


def test_a_booking_is_found_by_the_id_in_its_works_order(council: Town, planner: Client) -> None:
    booking = council.books()
    assert "1 result" in planner.get(PAGE, {"q": booking}).content.decode()


def test_staff_have_the_scheduler_told_again_at_once(council: Town, planner: Client) -> None:
    council.books()
    council.meets(Fault.SLOT_GONE)
    council.sweeps()
    assert "To be told again in the next few seconds: 1." in press(planner, "tell_again")
    council.sweeps()
    assert council.agrees()


def test_staff_say_that_they_put_it_right(council: Town, planner: Client) -> None:
    council.books()
    council.meets(Fault.SLOT_GONE)
    council.sweeps()
    assert "Put right: 1." in press(planner, "call_settled")
    assert (row().needs_person, row().there) == (False, "booked")
    assert "Put right: 0." in press(planner, "call_settled")


def test_nobody_changes_a_booking_at_the_scheduler_by_hand(council: Town, planner: Client) -> None:
    booking = council.books()
    for page in ["add/", f"{booking}/delete/"]:
        assert planner.post(PAGE + page, {"post": "yes"}).status_code == 403
    assert planner.post(f"{PAGE}{booking}/change/", {"state": "cancelled"}).status_code == 403


def test_who_may_only_look_may_not_put_right(council: Town) -> None:
    council.books()
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_schedulerbooking"))
    client = Client()
    client.force_login(viewer, backend="django.contrib.auth.backends.ModelBackend")
    assert "Tell the scheduler again" not in client.get(PAGE).content.decode()
    press(client, "call_settled")
    assert row().there == "held"
