"""Plans the diary: places for the days ahead, from the pattern of a week."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Greatest

from appointments.models import Closure, Place, WeeklyCapacity
from repairs.council.working_days import is_bank_holiday

Key = tuple[int, int, int]
Pattern = dict[int, dict[Key, int]]


@dataclass(frozen=True)
class Planned:
    made: int = 0
    changed: int = 0

    def __add__(self, other: "Planned") -> "Planned":
        return Planned(self.made + other.made, self.changed + other.changed)


def plan_days(first: date, last: date) -> Planned:
    """Bring the places of these days in line with the weekly pattern. A second time changes nothing."""
    pattern = weekly_pattern()
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return sum((plan_day(day, pattern) for day in days), Planned())


def weekly_pattern() -> Pattern:
    """Minutes by weekday, then by patch, trade and window."""
    pattern: Pattern = defaultdict(dict)
    for row in WeeklyCapacity.objects.select_related("window"):
        if row.window.runs_on(row.weekday):
            pattern[row.weekday][row.patch_id, row.trade_id, row.window_id] = row.minutes
    return pattern


def plan_day(day: date, pattern: Pattern) -> Planned:
    if is_bank_holiday(day):
        return Planned()
    wanted = pattern.get(day.weekday(), {})
    places = {(place.patch_id, place.trade_id, place.window_id): place for place in Place.objects.filter(day=day)}
    missing = without_closed(day, [key for key in wanted if key not in places])
    changed = sum(follow(place, wanted.get(key, 0)) for key, place in places.items())
    make_places(day, {key: wanted[key] for key in missing})
    return Planned(len(missing), changed)


def without_closed(day: date, keys: list[Key]) -> list[Key]:
    closures = [(c.patch_id, c.trade_id, c.window_id) for c in Closure.objects.filter(day=day)]
    return [key for key in keys if not any(is_covered(key, closure) for closure in closures)]


def is_covered(key: Key, closure: Iterable[int | None]) -> bool:
    return all(pk is None or pk == mine for mine, pk in zip(key, closure, strict=True))


def make_places(day: date, minutes: dict[Key, int]) -> None:
    places = [
        Place(patch_id=patch, trade_id=trade, window_id=window, day=day, minutes=count)
        for (patch, trade, window), count in minutes.items()
    ]
    # Somebody may be planning the same day at the same moment.
    Place.objects.bulk_create(places, batch_size=500, ignore_conflicts=True)


def follow(place: Place, minutes: int) -> bool:
    if place.by_hand or place.minutes == max(minutes, place.used):
        return False
    return bool(Place.objects.filter(pk=place.pk, by_hand=False).update(minutes=not_below_used(minutes)))


def set_by_hand(place_id: int, minutes: int) -> None:
    """Give a place these minutes, or as many as are held or booked by then. Planning leaves them alone from now on."""
    Place.objects.filter(pk=place_id).update(minutes=not_below_used(minutes), by_hand=True)


def not_below_used(minutes: int) -> Greatest:
    return Greatest(Value(minutes), F("held") + F("booked"), output_field=IntegerField())
