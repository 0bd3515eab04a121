"""Our rows of what stands at a scheduler. Each change is one UPDATE that only one of several can win."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from appointments.scheduler import SchedulerDown, Times, Visit
from appointments.scheduler.models import SchedulerBooking

ATTEMPTS = 5

State, There = SchedulerBooking.State, SchedulerBooking.There


def change(row: SchedulerBooking, before: Iterable[str], after: str, **fields: Any) -> bool:
    """Whether the row was as it was thought to be. What the scheduler is to be told of it starts afresh."""
    afresh = {"attempts": 0, "lease_until": None, "needs_person": False, "last_problem": ""}
    rows = SchedulerBooking.objects.filter(pk=row.pk, state__in=list(before))
    return bool(rows.update(state=after, **afresh, **fields))


def ask(
    holder: str,
    times: Times,
    visit: Visit,
    until: datetime,
    now: datetime,
    home: str,
    work: str,
    shared: SchedulerBooking | None,
) -> SchedulerBooking:
    """Written before the scheduler is asked, so that what it does is not forgotten. One row for two equal requests.

    Raises SchedulerDown where the others are always a little quicker.
    """
    what = {
        "holder": holder,
        "patch": visit.patch,
        "trade": visit.trade,
        "minutes": visit.minutes,
        "day": times.day,
        "window": times.name,
        "starts": times.starts,
        "ends": times.ends,
    }
    new = {"held_until": until, "created_at": now, "due_at": now, "home": home, "work": work, "visit_shared": shared}
    for _ in range(ATTEMPTS):
        try:
            return SchedulerBooking.objects.get_or_create(state=State.ASKED, **what, defaults=new)[0]
        except IntegrityError:  # an equal request was there when this one was written, and is answered by now
            continue
    raise SchedulerDown("others are quicker")


def hold_of(holder: str) -> SchedulerBooking | None:
    return SchedulerBooking.objects.filter(holder=holder, state=State.HELD).first()


def make_held(row: SchedulerBooking, until: datetime, now: datetime) -> bool:
    """The hold that its holder now has, in place of any other. False where it was given up meanwhile."""
    for _ in range(ATTEMPTS):
        try:
            with transaction.atomic():
                if not stands(row.visit_shared, row.times):
                    return False
                release_others(row, now)
                return change(row, [State.ASKED, State.HELD], State.HELD, there=There.HELD, held_until=until)
        except IntegrityError:  # another request of the same holder, at the same moment, was first
            continue
    return False


def stands(shared: SchedulerBooking | None, times: Times) -> bool:
    """Whether the visit to be part of still is at that time. Nobody can change it until the transaction ends."""
    if shared is None:
        return True
    now = SchedulerBooking.objects.select_for_update().filter(pk=shared.pk).first()
    return now is not None and now.state == State.BOOKED and now.times == times


def release_others(row: SchedulerBooking, now: datetime) -> None:
    others = SchedulerBooking.objects.filter(holder=row.holder, state__in=[State.HELD, State.LAPSED])
    for other in others.exclude(pk=row.pk):
        release(other, now)


def take_over(
    row: SchedulerBooking, minutes: int, shared: SchedulerBooking | None, until: datetime, now: datetime
) -> SchedulerBooking | None:
    """A hold of other minutes under the same key. None where what had the key is held no more."""
    key, told = row.key, {name: getattr(row, name) for name in TOLD}
    with transaction.atomic():
        if not stands(shared, row.times):
            return None
        if not change(row, [State.HELD], State.RELEASED, there=There.NOTHING, key=uuid.uuid4()):
            return None
        return SchedulerBooking.objects.create(
            **told,
            key=key,
            minutes=minutes,
            visit_shared=shared,
            state=State.HELD,
            there=There.HELD,
            held_until=until,
            created_at=now,
            due_at=now,
        )


TOLD = ("holder", "patch", "trade", "day", "window", "starts", "ends", "home", "work")
NOT_BOOKED = [State.ASKED, State.HELD, State.LAPSED]


def release(row: SchedulerBooking, now: datetime) -> bool:
    return change(row, [State.HELD, State.LAPSED], State.RELEASED, due_at=now)


def cancel(row: SchedulerBooking, now: datetime) -> bool:
    cancelled = change(row, [State.BOOKED], State.CANCELLED, due_at=now)
    if cancelled:
        hand_on_journey(row, now)
    return cancelled


def hand_on_journey(row: SchedulerBooking, now: datetime) -> None:
    """Its travel goes to work that is booked for the same visit. Where there is none, what is held for it goes too."""
    sharing = SchedulerBooking.objects.filter(visit_shared=row)
    booked = sharing.filter(state=State.BOOKED).order_by("booked_at", "pk")
    if not booked.exists():
        # One that is being booked at this moment is waited for, and found booked below.
        for held in sharing.filter(state__in=NOT_BOOKED):
            change(held, NOT_BOOKED, State.RELEASED, due_at=now)
    longer = {"minutes": F("minutes") + min(settings.APPOINTMENTS_TRAVEL_MINUTES, row.minutes), "visit_shared": None}
    while heir := booked.first():
        if change(heir, [State.BOOKED], State.BOOKED, there=There.UNKNOWN, due_at=now, **longer):
            sharing.exclude(pk=heir.pk).update(visit_shared=heir)
            return


def lock(*ids: str) -> list[SchedulerBooking | None]:
    """The rows, as nobody else can change them until the transaction ends."""
    keys = [read_id(id) for id in ids]
    rows = SchedulerBooking.objects.select_for_update().filter(pk__in=[key for key in keys if key]).order_by("pk")
    found = {row.pk: row for row in rows}
    return [found.get(key) if key else None for key in keys]


def read_id(id: str) -> UUID | None:
    try:
        return UUID(id)
    except ValueError:
        return None
