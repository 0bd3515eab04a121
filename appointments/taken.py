"""What is taken of a day, in the council's own diary or at another scheduler: who holds it, and who is booked."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from appointments.diary.chosen import chosen_scheduler
from appointments.models import Booking, SchedulerBooking, Window
from repairs.council.models import Patch, Trade


@dataclass(frozen=True)
class Taken:
    """`id` is the diary's own name for it. `held_until` is empty for what is booked."""

    id: str
    holder: str
    window: str
    starts: time
    ends: time
    trade: str
    patch: str
    minutes: int
    held_until: datetime | None


@dataclass(frozen=True)
class Wanted:
    """What of the day: None, or no window, stands for all."""

    day: date
    trade: Trade | None = None
    patch: Patch | None = None
    window: str = ""


def taken_on(wanted: Wanted, now: datetime) -> QuerySet[Booking] | QuerySet[SchedulerBooking]:
    """By window. A hold that has run out takes nothing."""
    return at_scheduler(wanted, now) if chosen_scheduler() else in_own_diary(wanted, now)


def in_own_diary(wanted: Wanted, now: datetime) -> QuerySet[Booking]:
    state = Booking.State
    taken = Booking.objects.filter(
        Q(state=state.BOOKED) | Q(state=state.HELD, held_until__gt=now), place__day=wanted.day
    )
    chosen = {"place__trade": wanted.trade, "place__patch": wanted.patch, "place__window__code": wanted.window}
    taken = taken.filter(**{name: value for name, value in chosen.items() if value})
    return taken.select_related("place__window", "place__trade", "place__patch").order_by(
        "place__window__starts", "place__window__order", "place__trade", "place__patch", "created_at", "pk"
    )


def at_scheduler(wanted: Wanted, now: datetime) -> QuerySet[SchedulerBooking]:
    state = SchedulerBooking.State
    taken = SchedulerBooking.objects.filter(
        Q(state=state.BOOKED) | Q(state=state.HELD, held_until__gt=now), day=wanted.day
    )
    chosen = {
        "trade": wanted.trade.code if wanted.trade else "",
        "patch": wanted.patch.code if wanted.patch else "",
        "window": wanted.window,
    }
    taken = taken.filter(**{name: value for name, value in chosen.items() if value})
    return taken.order_by("starts", "window", "trade", "patch", "created_at", "pk")


def describe(row: Booking | SchedulerBooking) -> Taken:
    held_until = row.held_until if row.state == "held" else None
    if isinstance(row, SchedulerBooking):
        named = (row.window, row.starts, row.ends, row.trade, row.patch)
    else:
        place = row.place
        named = (place.window.name, place.window.starts, place.window.ends, place.trade.name, str(place.patch))
    return Taken(str(row.pk), row.holder, *named, row.minutes, held_until)


def windows_of(day: date) -> list[tuple[str, str]]:
    """To choose from: code and name."""
    if chosen_scheduler():
        used = SchedulerBooking.objects.filter(day=day).order_by("window").values_list("window", flat=True).distinct()
        return [(code, code) for code in used]
    return [(window.code, window.name) for window in Window.objects.all() if window.runs_on(day.weekday())]
