"""Booking where there is no room: just the minutes that are missing are added, and no more than a role may."""

from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import Settings

from appointments.anyway import full_slots, hold_anyway
from appointments.diary import Job, SlotGone
from appointments.diary.local import LocalDiary
from appointments.models import Place
from appointments.plan import follow
from tests.appointments.conftest import NOW, TAP, TOMORROW, OpenPlace

# 60 minutes with the journey, twice.
MORNING = 90


@pytest.fixture
def full(open_place: OpenPlace) -> Place:
    """Room for one visit of an hour, which is booked, and for half of another."""
    place = open_place(minutes=MORNING)
    diary = LocalDiary()
    diary.confirm(diary.hold(str(place.pk), TAP, "ann", NOW).id, NOW)
    return place


def books_anyway(place: Place, most: int, job: Job = TAP, holder: str = "bob") -> int:
    with transaction.atomic():
        hold, added = hold_anyway(str(place.pk), job, holder, NOW, most=most)
        LocalDiary().confirm(hold.id, NOW)
    place.refresh_from_db()
    return added


def test_what_is_missing_is_added_and_taken(full: Place) -> None:
    assert books_anyway(full, most=30) == 30
    assert (full.minutes, full.booked, full.held, full.extra) == (120, 120, 0, 30)


def test_where_there_is_room_nothing_is_added(open_place: OpenPlace) -> None:
    place = open_place(minutes=MORNING)
    assert books_anyway(place, most=30) == 0
    assert (place.minutes, place.extra) == (MORNING, 0)


@pytest.mark.parametrize("most", [0, 29])
def test_no_more_than_the_limit_is_added(full: Place, most: int) -> None:
    with pytest.raises(SlotGone):
        books_anyway(full, most=most)
    full.refresh_from_db()
    assert (full.minutes, full.booked, full.held, full.extra) == (MORNING, 60, 0, 0)


def test_the_limit_is_of_a_window_of_a_day_whoever_adds_to_it(full: Place) -> None:
    books_anyway(full, most=60)
    with pytest.raises(SlotGone):
        books_anyway(full, most=60, holder="cat")


def test_a_hold_that_ran_out_is_room_before_minutes_are_added(open_place: OpenPlace) -> None:
    place = open_place(minutes=60)
    LocalDiary().hold(str(place.pk), TAP, "ann", NOW - timedelta(hours=1))
    assert books_anyway(place, most=60) == 0


def test_nothing_is_added_to_a_window_that_is_closed(full: Place) -> None:
    Place.objects.update(closed=True)
    with pytest.raises(SlotGone):
        books_anyway(full, most=60)


def test_full_windows_say_how_much_is_missing(full: Place) -> None:
    shown = [(one.slot.id, one.missing) for one in full_slots(TAP, TOMORROW, 30, NOW, "bob")]
    assert shown == [(str(full.pk), 30)]
    assert full_slots(TAP, TOMORROW, 29, NOW, "bob") == []


def test_planning_again_takes_added_minutes_back_once_nobody_needs_them(full: Place) -> None:
    books_anyway(full, most=30)
    assert not follow(full, MORNING)
    booking = full.bookings.get(holder="bob")
    LocalDiary().cancel(str(booking.pk))
    full.refresh_from_db()
    assert follow(full, MORNING)
    full.refresh_from_db()
    assert (full.minutes, full.extra) == (MORNING, 0)


def test_another_system_s_diary_gets_no_minutes(full: Place, settings: Settings) -> None:
    settings.APPOINTMENTS_DIARY = "appointments.diary.fake.FakeDiary"
    assert full_slots(TAP, TOMORROW, 60, NOW, "bob") == []
    with pytest.raises(SlotGone):
        books_anyway(full, most=60)
