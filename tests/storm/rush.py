"""200 people want the last 5 places, again and again; and the same with a diary that looks before it takes."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

from tests.storm.crowd import THREADS, Crowd
from tests.storm.database import NOW, open_place
from tests.storm.minutes import counted

PEOPLE = 200
PLACES = 5
MINUTES = 60
WORK = MINUTES - 20


def rush(crowd: Crowd, rounds: int) -> dict[str, Any]:
    booked, oversold, undersold = 0, 0, 0
    for number in range(rounds):
        place = open_place(PLACES * MINUTES, days_on=number % 40, window=("AM", "PM", "SCHOOL")[number // 40])
        told = sum(crowd.run(book, [(place, f"round {number} person {person}") for person in range(PEOPLE)]))
        taken = counted(place)
        oversold += max(0, told - PLACES, taken.booked // MINUTES - PLACES)
        undersold += max(0, PLACES - told) + abs(told - taken.booked // MINUTES) + (not taken.adds_up)
        booked += told
    return {"rounds": rounds, "people": PEOPLE, "places": PLACES, "booked": booked} | {
        "oversold": oversold,
        "undersold": undersold,
    }


def book(place: int, holder: str) -> bool:
    """Hold and confirm, as a resident does."""
    from appointments.diary import Job, SlotGone
    from appointments.diary.local import LocalDiary

    diary = LocalDiary()
    try:
        return bool(diary.confirm(diary.hold(str(place), Job("N", "PL", WORK), holder, NOW).id, NOW))
    except SlotGone:
        return False


def look_then_take(crowd: Crowd) -> int:
    """How many too many a diary sells that checks first and takes afterwards. It must be more than none."""
    place = open_place(PLACES * MINUTES, days_on=40)
    told: list[bool] = crowd.run(check_then_act, [(place, f"careless {person}") for person in range(PEOPLE)])
    return sum(told) - PLACES


GATE = Barrier(THREADS)


def check_then_act(place_id: int, holder: str) -> bool:
    from appointments.models import Booking, Place

    place = Place.objects.get(pk=place_id)
    has_room = place.free >= MINUTES
    # The last few are too few to fill the gate.
    with suppress(BrokenBarrierError):
        GATE.wait(timeout=2)
    if has_room:
        place.held += MINUTES
        place.save()
        Booking.objects.create(place=place, minutes=MINUTES, holder=holder, held_until=NOW, created_at=NOW)
    return has_room
