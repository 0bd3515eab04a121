"""The council's own diary, kept in this database."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from appointments import room
from appointments.diary import Hold, Job, NotBooked, Slot, SlotGone
from appointments.diary.held import book_held
from appointments.models import Booking, Place, Window
from appointments.opening import is_open, is_to_come, last_day
from repairs.council.kept import Kept
from repairs.council.models import Patch, Trade
from repairs.statements import Gap, Insert, Read

ATTEMPTS = 5

State = Booking.State
Given = Any
"""A value, or the gap for one."""


class HeldMeanwhile(Exception):
    """Another request of the same holder, at the same moment, was first: the rule of one hold a holder."""


class LocalDiary:
    def look_ahead(self, job: Job, now: datetime) -> None:
        """It is fast enough as it is."""

    def offer(
        self, job: Job, first: date, last: date, now: datetime | None = None, holder: str | None = None
    ) -> list[Slot]:
        now = now or timezone.now()
        places = OFFERED.all(
            patch=job.patch,
            trade=job.trade,
            minutes=job.minutes,
            with_travel=minutes_of(job),
            joins=read_id(job.joins),
            first=first,
            last=min(last, last_day(now)),
            now=now,
            holder=holder,
        )
        windows = WINDOWS.get()
        slots = []
        for pk, day, of in places:
            # One that was made within the last minute may not be known here yet.
            code, starts, ends, weekdays = windows.get(of, UNKNOWN)
            if day.weekday() in weekdays and is_to_come(day, starts, now):
                slots.append(Slot(str(pk), day, code, starts, ends))
        return slots

    def hold(self, slot_id: str, job: Job, holder: str, now: datetime, first: date | None = None) -> Hold:
        place = find_place(slot_id, job, now)
        if first and place.day < first:
            raise SlotGone
        for _ in range(ATTEMPTS):
            try:
                with transaction.atomic():
                    return hold_place(place, job, holder, now)
            except HeldMeanwhile:
                continue
        raise SlotGone

    def confirm(self, hold_id: str, now: datetime) -> Slot:
        key = read_id(hold_id)
        with transaction.atomic(savepoint=False):
            place = book_held(key, now) if key else None
        return slot_of(place) if place else self.confirm_otherwise(hold_id, now)

    def confirm_otherwise(self, hold_id: str, now: datetime) -> Slot:
        """What ran out may be had again; what is booked stays so."""
        with transaction.atomic():
            booking = lock_booking(hold_id)
            if booking is None or not book(booking, now):
                raise SlotGone
            return slot_of(booking.place)

    def release(self, hold_id: str) -> None:
        with transaction.atomic():
            if booking := lock_booking(hold_id):
                room.release(booking)

    def move(self, booking_id: str, hold_id: str, now: datetime) -> Slot:
        with transaction.atomic():
            booked, held = lock_bookings(booking_id, hold_id)
            if booked is None or held is None:
                raise SlotGone if held is None else NotBooked
            if booked.state == State.BOOKED:
                room.cancel(booked)
            elif held.state != State.BOOKED:
                raise NotBooked
            if not book(held, now):
                raise SlotGone
            return slot_of(held.place)

    def cancel(self, booking_id: str) -> None:
        with transaction.atomic():
            if booking := lock_booking(booking_id):
                room.release(booking)
                room.cancel(booking)


def minutes_of(job: Job) -> int:
    return job.minutes + int(settings.APPOINTMENTS_TRAVEL_MINUTES)


def slot_of(place: Place) -> Slot:
    window = place.window
    return Slot(str(place.pk), place.day, window.code, window.starts, window.ends)


def places_with_room() -> QuerySet[Place]:
    """Open places where a job fits, with gaps for what it is."""
    patch, trade = Gap(Patch, "code", "patch"), Gap(Trade, "code", "trade")
    now, holder = Gap(Booking, "held_until", "now"), Gap(Booking, "holder")
    joined = booked_visit(patch, trade, Gap(Booking, "id", "joins")).order_by().values("place")
    fits = Q(room__gte=Gap(Place, "minutes", "with_travel")) | Q(pk__in=joined, room__gte=Gap(Place, "minutes"))
    in_time = Q(day__range=(Gap(Place, "day", "first"), Gap(Place, "day", "last")))
    return open_places(patch, trade, now, holder).filter(fits, in_time)


def open_places(patch: Given, trade: Given, now: Given, holder: Given) -> QuerySet[Place]:
    """With their `room` for the holder, by day, then start. Holds that ran out, and the holder's own, are room.

    `patch` and `trade` are codes.
    """
    not_in_the_way = Q(held_until__lte=now) | Q(holder=holder)
    holds = Booking.objects.filter(not_in_the_way, place=OuterRef("pk"), state=State.HELD).order_by()
    minutes = Subquery(holds.values("place").annotate(total=Sum("minutes")).values("total"))
    return (
        Place.objects.filter(patch__code=patch, trade__code=trade, closed=False)
        .annotate(room=F("minutes") - F("booked") - F("held") + Coalesce(minutes, 0, output_field=IntegerField()))
        .select_related("window")
        .order_by("day", "window__starts", "window__order", "pk")
    )


def find_place(slot_id: str, job: Job, now: datetime) -> Place:
    """The place behind a slot, if it is one that could have been offered for this job."""
    if not slot_id.isdecimal() or len(slot_id) > 18:
        raise SlotGone
    place = PLACE.first(id=int(slot_id), patch=job.patch, trade=job.trade)
    if place is None or not is_open(place, now):
        raise SlotGone
    return place


def visit_joined(job: Job, place: Place) -> Booking | None:
    """The booking that has the journey for both. The place must be locked: it may be cancelled at any moment."""
    if not (key := read_id(job.joins)):
        return None
    found = booked_visit(job.patch, job.trade, key).filter(place=place).select_related("visit").first()
    return found and (found.visit or found)


def booked_visit(patch: Given, trade: Given, key: Given) -> QuerySet[Booking]:
    """The visit that a job would be part of, if it stands. `patch` and `trade` are codes."""
    return Booking.objects.filter(place__patch__code=patch, place__trade__code=trade, pk=key, state=State.BOOKED)


def hold_place(place: Place, job: Job, holder: str, now: datetime) -> Hold:
    until = now + timedelta(minutes=settings.APPOINTMENTS_HOLD_MINUTES)
    former = HELD_BEFORE.all(holder=holder)
    if former or job.joins:
        room.lock_places([place.pk, *(booking.place_id for booking in former)])
    visit = visit_joined(job, place)
    minutes = job.minutes if visit else minutes_of(job)
    wanted = (place.pk, minutes, visit.pk if visit else None)
    for booking in former:
        if (booking.place_id, booking.minutes, booking.visit_id) == wanted and room.extend(booking, until):
            return Hold(str(booking.pk), slot_of(place), until)
    for booking in former:
        room.release(booking)
    if not room.take(place.pk, minutes, "held", now):
        raise SlotGone
    booking = Booking(place=place, minutes=minutes, visit=visit, holder=holder, held_until=until, created_at=now)
    try:
        NEW_BOOKING.save(booking)
    except IntegrityError as error:
        raise HeldMeanwhile from error
    return Hold(str(booking.pk), slot_of(place), until)


def lock_booking(id: str) -> Booking | None:
    """The booking, with its place locked. Its state may be stale by then: only a guarded UPDATE can tell."""
    key = read_id(id)
    bookings = Booking.objects.select_related("place__window").select_for_update(of=("place",))
    return None if key is None else bookings.filter(pk=key).first()


def lock_bookings(*ids: str) -> list[Booking | None]:
    """The bookings as they are once all of their places are locked."""
    keys = [read_id(id) for id in ids]
    bookings = Booking.objects.select_related("place__window").filter(pk__in=[key for key in keys if key])
    room.lock_places(booking.place_id for booking in bookings)
    found = {booking.pk: booking for booking in bookings.all()}
    return [found.get(key) if key else None for key in keys]


PLACE = Read(
    lambda: (
        Place.objects.select_related("window")
        .filter(pk=Gap(Place, "id"), closed=False)
        .filter(patch__code=Gap(Patch, "code", "patch"), trade__code=Gap(Trade, "code", "trade"))
        .order_by()
    )
)
HELD_BEFORE = Read(lambda: Booking.objects.filter(holder=Gap(Booking, "holder"), state__in=[State.HELD, State.LAPSED]))
NEW_BOOKING = Insert(Booking)

OFFERED = Read(lambda: places_with_room().values_list("pk", "day", "window_id"))
WINDOWS = Kept(
    lambda: {
        pk: (code, starts, ends, weekdays)
        for pk, code, starts, ends, weekdays in Window.objects.order_by().values_list(
            "pk", "code", "starts", "ends", "weekdays"
        )
    }
)
UNKNOWN: tuple[str, time, time, list[int]] = ("", time.min, time.max, [])


def read_id(id: str) -> UUID | None:
    try:
        return UUID(id)
    except ValueError:
        return None


def book(booking: Booking, now: datetime) -> bool:
    """Whether the booking now stands. Where it does not, the caller must undo what this did."""
    if room.move(booking, State.HELD, State.BOOKED, booked_at=now):
        return is_open(booking.place, now) and room.book_held(booking)
    if room.move(booking, State.LAPSED, State.BOOKED, booked_at=now):
        return is_open(booking.place, now) and room.take(booking.place_id, booking.minutes, "booked", now)
    return Booking.objects.filter(pk=booking.pk, state=State.BOOKED).exists()
