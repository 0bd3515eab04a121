"""Every minute of a place is free, held or booked."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from appointments.diary import SlotGone
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from appointments.room import free_lapsed_holds
from tests.appointments.conftest import NOW, TAP, OpenPlace

LATER = NOW + timedelta(minutes=10)


def minutes(place: Place) -> tuple[int, int, int]:
    place.refresh_from_db()
    return place.free, place.held, place.booked


def test_minutes_move_from_free_to_held_to_booked(open_place: OpenPlace) -> None:
    place, diary = open_place(minutes=100), LocalDiary()
    hold = diary.hold(str(place.pk), TAP, "ann", NOW)
    assert minutes(place) == (40, 60, 0)
    diary.confirm(hold.id, NOW)
    assert minutes(place) == (40, 0, 60)


def test_the_sweep_frees_holds_that_ran_out_and_no_others(open_place: OpenPlace) -> None:
    place, diary = open_place(minutes=240), LocalDiary()
    diary.hold(str(place.pk), TAP, "ann", NOW)
    booked = diary.hold(str(place.pk), TAP, "bob", NOW)
    diary.confirm(booked.id, NOW)
    diary.hold(str(place.pk), TAP, "cat", NOW + timedelta(minutes=1))
    assert free_lapsed_holds(LATER) == 1
    assert free_lapsed_holds(LATER) == 0
    assert minutes(place) == (120, 60, 60)


def test_a_swept_hold_is_booked_while_there_is_room(open_place: OpenPlace) -> None:
    place, diary = open_place(minutes=60), LocalDiary()
    hold = diary.hold(str(place.pk), TAP, "ann", NOW)
    free_lapsed_holds(LATER)
    diary.confirm(hold.id, LATER)
    assert minutes(place) == (0, 0, 60)


def test_a_swept_hold_cannot_be_booked_beside_a_newer_one(open_place: OpenPlace) -> None:
    place, diary = open_place(minutes=240), LocalDiary()
    former = diary.hold(str(place.pk), TAP, "ann", NOW)
    free_lapsed_holds(LATER)
    diary.hold(str(place.pk), TAP, "ann", LATER)
    with pytest.raises(SlotGone):
        diary.confirm(former.id, LATER)


def test_a_hold_on_a_place_closed_since_cannot_be_booked(open_place: OpenPlace) -> None:
    place, diary = open_place(), LocalDiary()
    hold = diary.hold(str(place.pk), TAP, "ann", NOW)
    Place.objects.update(closed=True)
    with pytest.raises(SlotGone):
        diary.confirm(hold.id, NOW)
    assert minutes(place) == (180, 60, 0)


@pytest.mark.parametrize("taken", [{"held": 241}, {"booked": 241}, {"held": 200, "booked": 41}, {"minutes": -1}])
def test_the_database_refuses_what_does_not_add_up(open_place: OpenPlace, taken: dict[str, int]) -> None:
    place = open_place(minutes=240)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(**taken)


def test_the_database_allows_a_holder_one_hold(open_place: OpenPlace) -> None:
    hold = {"place": open_place(), "minutes": 60, "holder": "ann", "held_until": LATER, "created_at": NOW}
    Booking.objects.create(**hold)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(**hold)
