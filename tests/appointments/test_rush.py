"""Many people at once want the few minutes that are left."""

import random
from collections.abc import Callable
from functools import partial
from threading import Barrier

import pytest
from django.db.models import Sum

from appointments.diary import SlotGone
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from appointments.room import free_lapsed_holds
from tests.appointments.conftest import NOW, TAP, OpenPlace
from tests.crowd import AT_ONCE, Crowd

ROUNDS = 3
PEOPLE = 50
ROOM_FOR = 5

pytestmark = pytest.mark.django_db(transaction=True)


def book(place_id: int, holder: str) -> bool:
    """Hold and confirm, as a resident does."""
    diary = LocalDiary()
    try:
        return bool(diary.confirm(diary.hold(str(place_id), TAP, holder, NOW).id, NOW))
    except SlotGone:
        return False


def state_of(place_ids: list[int]) -> list[tuple[int, int, int, int]]:
    """Minutes by counter and by sum, for each place: held, booked, held, booked."""
    places = Place.objects.filter(pk__in=place_ids).order_by("pk")
    return [(place.held, place.booked, live(place, "held"), live(place, "booked")) for place in places]


def live(place: Place, state: str) -> int:
    return place.bookings.filter(state=state).aggregate(total=Sum("minutes"))["total"] or 0


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_fifty_people_for_five_places(crowd: Crowd, open_place: OpenPlace, round_number: int) -> None:
    place = open_place(minutes=ROOM_FOR * 60)
    calls: list[Callable[[], bool]] = [partial(book, place.pk, f"person {number}") for number in range(PEOPLE)]
    assert sum(crowd.run(calls)) == ROOM_FOR
    assert look(crowd, [place.pk]) == [(0, 300, 0, 300)]


def test_people_who_change_their_minds_lose_no_minute(crowd: Crowd, open_place: OpenPlace) -> None:
    places = [open_place(minutes=ROOM_FOR * 60, window=window).pk for window in ["AM", "PM", "SCHOOL"]]
    crowd.run([partial(wander, places, number) for number in range(30)])
    for held, booked, held_sum, booked_sum in look(crowd, places):
        assert (held, booked) == (held_sum, booked_sum)
        assert held + booked <= 300


def wander(places: list[int], number: int) -> None:
    """Hold one slot after another, while others do; then book, move, cancel, release, or leave it to the sweep."""
    choose = random.Random(number)
    diary = LocalDiary()
    booked = ""
    for _ in range(6):
        try:
            hold = diary.hold(str(choose.choice(places)), TAP, f"person {number % 20}", NOW)
            match choose.randrange(4):
                case 0:
                    diary.release(hold.id)
                case 1 if booked:
                    diary.move(booked, hold.id, NOW)
                    booked = hold.id
                case 1:
                    diary.confirm(hold.id, NOW)
                    booked = hold.id
                case 2 if booked:
                    diary.cancel(booked)
                    booked = ""
        except SlotGone:
            free_lapsed_holds(NOW)


def test_people_who_swap_places_do_not_lock_each_other_out(crowd: Crowd, open_place: OpenPlace) -> None:
    places = [open_place(minutes=ROOM_FOR * 60, window=window).pk for window in ["AM", "PM"]]
    crowd.run([partial(swap, places[:: -1 if number % 2 else 1], f"person {number}") for number in range(4)])
    left = look(crowd, places)
    assert [place[0] for place in left] == [place[2] for place in left]
    assert sum(place[0] for place in left) == 4 * 60


def swap(places: list[int], holder: str) -> None:
    for _ in range(25):
        for place_id in places:
            LocalDiary().hold(str(place_id), TAP, holder, NOW)


def test_a_slot_clicked_many_times_at_once_is_held_once(crowd: Crowd, open_place: OpenPlace) -> None:
    place = open_place(minutes=ROOM_FOR * 60)
    holds = crowd.run([partial(LocalDiary().hold, str(place.pk), TAP, "ann", NOW) for _ in range(AT_ONCE)])
    assert len({hold.id for hold in holds}) == 1
    assert look(crowd, [place.pk]) == [(60, 0, 60, 0)]


def test_the_same_hold_confirmed_by_many_at_once_is_booked_once(crowd: Crowd, open_place: OpenPlace) -> None:
    place = open_place(minutes=ROOM_FOR * 60)
    hold = LocalDiary().hold(str(place.pk), TAP, "ann", NOW)
    slots = crowd.run([partial(LocalDiary().confirm, hold.id, NOW) for _ in range(AT_ONCE)])
    assert {slot.id for slot in slots} == {str(place.pk)}
    assert look(crowd, [place.pk]) == [(0, 60, 0, 60)]


def test_looking_before_taking_would_oversell(crowd: Crowd, open_place: OpenPlace) -> None:
    """The rush above can tell a diary that checks first and takes afterwards from one that does not."""
    place = open_place(minutes=ROOM_FOR * 60)
    gate = Barrier(AT_ONCE, timeout=30)
    crowd.run([partial(check_then_act, place.pk, f"person {number}", gate) for number in range(AT_ONCE)])
    [(_, _, held_sum, _)] = look(crowd, [place.pk])
    assert held_sum > 300


def check_then_act(place_id: int, holder: str, gate: Barrier) -> None:
    place = Place.objects.get(pk=place_id)
    has_room = place.free >= 60
    gate.wait()
    if has_room:
        place.held += 60
        place.save()
        Booking.objects.create(place=place, minutes=60, holder=holder, held_until=NOW, created_at=NOW)


def look(crowd: Crowd, place_ids: list[int]) -> list[tuple[int, int, int, int]]:
    """What the crowd left behind, where it met."""
    return crowd.look(partial(state_of, place_ids))
