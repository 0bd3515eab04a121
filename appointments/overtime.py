"""Minutes that staff set by hand, for one place."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from appointments.models import Closure, Place, Weekday, Window
from appointments.plan import is_covered, plan_days, plan_one_at_a_time
from repairs.council.dates import say_date
from repairs.council.models import Patch, Trade
from repairs.council.working_days import bank_holiday_names

FARTHEST = timedelta(days=366)


class Refused(Exception):
    """Says why, for the person who asked. `field` is what they would change."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field, self.why = field, why


@dataclass(frozen=True)
class Overtime:
    patch: Patch
    trade: Trade
    window: Window
    day: date
    minutes: int


def add_overtime(wanted: Overtime) -> tuple[Place, int | None]:
    """Give a window minutes where it has none. With them: how many it had, or None where there was no such place.

    A second time gives the same place. Raises Refused.
    """
    refuse_day(wanted)
    with transaction.atomic():
        plan_one_at_a_time()
        refuse_closed(wanted)
        place = Place.objects.select_for_update().filter(**where(wanted)).first()
        if place is None:
            return make_place(wanted), None
        if place.minutes and not (place.by_hand and place.minutes == wanted.minutes):
            raise Refused("minutes", f"This window has {place.minutes} minutes already. Change its minutes instead.")
        return set_minutes(place.pk, wanted.minutes)


def where(wanted: Overtime) -> dict[str, object]:
    return {"patch": wanted.patch, "trade": wanted.trade, "window": wanted.window, "day": wanted.day}


def make_place(wanted: Overtime) -> Place:
    try:
        with transaction.atomic():
            return Place.objects.create(**where(wanted), minutes=wanted.minutes, by_hand=True)
    except IntegrityError as error:
        raise Refused("minutes", "Someone else gave this window minutes just now. Look at the week again.") from error


def refuse_day(wanted: Overtime) -> None:
    day, window, today = wanted.day, wanted.window, timezone.localdate()
    if day < today:
        raise Refused("day", "Select today or a day to come.")
    if day > today + FARTHEST:
        raise Refused("day", "Select a day in the next 12 months.")
    if name := bank_holiday_names().get(day):
        raise Refused("day", f"{say_date(day)} is a bank holiday ({name}). Nobody can be booked on a bank holiday.")
    if not window.runs_on(day.weekday()):
        raise Refused("window", f"{window.name} does not run on a {Weekday(day.weekday()).label}.")


def refuse_closed(wanted: Overtime) -> None:
    key = wanted.patch.pk, wanted.trade.pk, wanted.window.pk
    for closure in Closure.objects.filter(day=wanted.day):
        if is_covered(key, (closure.patch_id, closure.trade_id, closure.window_id)):
            raise Refused("day", f"{say_date(wanted.day)} is closed: {closure.reason}. Open it first.")


def set_minutes(place_id: int, minutes: int) -> tuple[Place, int]:
    """Set the minutes of a place by hand. With it: how many it had. Raises Refused below what is taken."""
    with transaction.atomic():
        place = Place.objects.select_for_update().get(pk=place_id)
        if minutes < place.used:
            raise Refused("minutes", f"{place.used} minutes are taken, so it must be {place.used} or more.")
        before = place.minutes
        Place.objects.filter(pk=place_id).update(minutes=minutes, by_hand=True)
        place.minutes, place.by_hand = minutes, True
        return place, before


def follow_pattern(place_id: int) -> tuple[Place, int]:
    """Give a place the minutes that the working pattern says. With it: how many it had."""
    with transaction.atomic():
        plan_one_at_a_time()
        place = Place.objects.select_for_update().get(pk=place_id)
        before = place.minutes
        Place.objects.filter(pk=place_id).update(by_hand=False)
        plan_days(place.day, place.day, (place.patch_id, place.trade_id))
        place.refresh_from_db(fields=["minutes", "by_hand"])
        return place, before
