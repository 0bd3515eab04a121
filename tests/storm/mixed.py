"""People who hold, confirm, move, cancel, give up and come back, while holds run out and processes die."""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Q

from tests.storm.crowd import PROCESSES, THREADS, Crowd, who
from tests.storm.database import NOW, clear_diary, open_place
from tests.storm.minutes import all_counted

PLACES = 24
CAPACITY = 440
MOST_VISITS = 2
MOST_EXTRA = 120
WORK = [40, 60, 100]
TRAVEL = 20
SPEED = 600
"""Ten minutes of the diary go by in a second, which is as long as a hold lasts."""


class Died(Exception):
    """A process that goes down between an answer of the diary and the end of its transaction."""


def storm(crowd: Crowd, seconds: int) -> dict[str, Any]:
    from appointments.models import Booking

    clear_diary()
    places = [open_place(CAPACITY, days_on=number // 3, window=WINDOWS[number % 3]) for number in range(PLACES)]
    begun = time.time()
    calls = [(places, begun, seconds, seed) for seed in range(PROCESSES * THREADS)]
    with ThreadPoolExecutor(2) as watchers:
        looked = watchers.submit(watch, begun + seconds)
        swept = watchers.submit(sweep, begun, seconds)
        told = crowd.run(wander, calls)
    moments, oversold, lost = looked.result()
    counts: Counter[str] = sum((counts for counts, _ in told), Counter())
    believed = {booking for _, bookings in told for booking in bookings}
    return {"seconds": seconds, "people": len(calls), "places": PLACES, **dict(sorted(counts.items()))} | {
        "swept": swept.result(),
        "moments_looked_at": moments,
        "oversold": oversold,
        "lost_minutes": lost + left_over(),
        "bookings_told_and_kept_differ": len(believed ^ kept_bookings(places)),
        "shared_at_the_end": Booking.objects.filter(state="booked", visit__isnull=False).count(),
        "without_a_journey": without_a_journey(),
    }


WINDOWS = ("AM", "PM", "SCHOOL")


def wander(places: list[int], begun: float, seconds: int, seed: int) -> tuple[Counter[str], list[str]]:
    """What one person did, and the bookings they were told they have."""
    person = Person(places, begun, random.Random(seed))
    while time.time() < begun + seconds:
        person.act()
    return person.did, person.booked


class Person:
    def __init__(self, places: list[int], begun: float, choose: random.Random) -> None:
        from appointments.diary.local import LocalDiary

        self.diary = LocalDiary()
        self.places = places
        self.begun = begun
        self.choose = choose
        self.name = f"{who()}-{choose.random()}"
        self.held = ""
        self.booked: list[str] = []
        self.did: Counter[str] = Counter()

    @property
    def now(self) -> datetime:
        return clock(self.begun)

    def act(self) -> None:
        from django.db import OperationalError

        from appointments.diary import NotBooked, SlotGone

        often = [self.hold, self.join, self.confirm, self.confirm, self.move, self.move]
        act = self.choose.choice([*often, *often, self.release, self.cancel, self.anyway, self.die, self.dawdle])
        try:
            act()
        except (SlotGone, NotBooked) as error:
            self.did[type(error).__name__] += 1
            self.held = ""
        except OperationalError:
            self.did["deadlocks"] += 1

    def hold(self) -> None:
        from appointments.diary import Job

        job = Job("N", "PL", self.choose.choice(WORK))
        self.held = self.diary.hold(str(self.choose.choice(self.places)), job, self.name, self.now).id
        self.did["holds"] += 1

    def join(self) -> None:
        """More work at a visit that is booked, by whomever: they come and go all the time."""
        from appointments.diary import Job
        from appointments.models import Booking

        places = Booking.objects.filter(state="booked", place__in=self.places)
        visit = places.order_by("?").first()
        if visit is None:
            self.hold()
            return
        job = Job("N", "PL", self.choose.choice(WORK), joins=str(visit.pk))
        self.held = self.diary.hold(str(visit.place_id), job, self.name, self.now).id
        self.did["joins"] += 1

    def confirm(self) -> None:
        if self.held and len(self.booked) < MOST_VISITS:
            self.diary.confirm(self.held, self.now)
            self.booked.append(self.held)
            self.held = ""
            self.did["confirms"] += 1

    def anyway(self) -> None:
        """Somebody of the staff books where it may be full."""
        from django.db import transaction

        from appointments.anyway import hold_anyway
        from appointments.diary import Job

        if len(self.booked) >= MOST_VISITS:
            return
        job, place = Job("N", "PL", self.choose.choice(WORK)), self.choose.choice(self.places)
        self.held = ""
        with transaction.atomic():
            hold, added = hold_anyway(str(place), job, self.name, self.now, most=MOST_EXTRA)
            self.diary.confirm(hold.id, self.now)
        self.booked.append(hold.id)
        self.did["booked_anyway"] += 1
        self.did["minutes_added"] += added

    def release(self) -> None:
        if self.held:
            self.diary.release(self.held)
            self.held = ""
            self.did["releases"] += 1

    def move(self) -> None:
        if self.booked and self.held:
            self.diary.move(self.booked[0], self.held, self.now)
            self.booked[0], self.held = self.held, ""
            self.did["moves"] += 1

    def cancel(self) -> None:
        if self.booked:
            self.diary.cancel(self.booked.pop(self.choose.randrange(len(self.booked))))
            self.did["cancels"] += 1

    def die(self) -> None:
        from django.db import transaction

        try:
            with transaction.atomic():
                self.move_or_cancel_or_confirm()
                raise Died
        except Died:
            self.did["deaths"] += 1

    def move_or_cancel_or_confirm(self) -> None:
        if self.booked and self.held:
            self.diary.move(self.booked[0], self.held, self.now)
        elif self.booked:
            self.diary.cancel(self.booked[0])
        elif self.held:
            self.diary.confirm(self.held, self.now)

    def dawdle(self) -> None:
        time.sleep(self.choose.random() * 1.5)


def clock(begun: float) -> datetime:
    return NOW + timedelta(seconds=(time.time() - begun) * SPEED)


def sweep(begun: float, seconds: int) -> int:
    """As the beat does, which frees holds that ran out."""
    from appointments.room import free_lapsed_holds

    freed = 0
    with closing(connection):
        while time.time() < begun + seconds:
            freed += free_lapsed_holds(clock(begun))
            time.sleep(0.5)
    return freed


def watch(until: float) -> tuple[int, int, int]:
    """How many moments were looked at, and the most minutes that were oversold or lost at one of them."""
    moments, oversold, lost = 0, 0, 0
    with closing(connection):
        while time.time() < until:
            places = all_counted()
            oversold = max(oversold, sum(place.oversold for place in places))
            lost = max(lost, sum(place.lost for place in places))
            moments += 1
            time.sleep(0.05)
    return moments, oversold, lost


def left_over() -> int:
    """Once every hold has run out, each minute is free or booked."""
    from appointments.room import free_lapsed_holds

    free_lapsed_holds(NOW + timedelta(days=1))
    return sum(place.lost + place.held for place in all_counted())


def without_a_journey() -> int:
    """Work that shares a visit which nobody makes, or that has not the minutes of its own work and one journey."""
    from appointments.models import Booking

    booked = Booking.objects.filter(state="booked")
    sharing = booked.filter(visit__isnull=False)
    stands = Q(visit__state="booked", visit__visit=None, visit__place=F("place"))
    right_minutes = Q(visit=None, minutes__in=[work + TRAVEL for work in WORK]) | Q(
        visit__isnull=False, minutes__in=WORK
    )
    return sharing.exclude(stands).count() + booked.exclude(right_minutes).count()


def kept_bookings(places: list[int]) -> set[str]:
    from appointments.models import Booking

    return {str(pk) for pk in Booking.objects.filter(state="booked", place__in=places).values_list("pk", flat=True)}
