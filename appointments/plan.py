"""Plans the diary: places for the days ahead, from the working patterns of the teams."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, IntegerField, Max, QuerySet, Value
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from appointments.models import Closure, Leave, Place, Team, WeeklyCapacity
from appointments.room import lock_places
from repairs.council.working_days import is_bank_holiday

Key = tuple[int, int, int]
"""The ids of a patch, a trade and a window."""
Where = tuple[int, int]
"""The ids of a patch and a trade. None stands for all of them."""


@dataclass(frozen=True)
class Planned:
    """`short` counts the places in which more is taken than is planned: they keep what is taken."""

    made: int = 0
    changed: int = 0
    short: int = 0

    def __add__(self, other: "Planned") -> "Planned":
        return Planned(self.made + other.made, self.changed + other.changed, self.short + other.short)


def plan_days(first: date, last: date, where: Where | None = None) -> Planned:
    """Bring the places of these days in line with patterns and leave. A second time changes nothing."""
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return sum((plan_day(day, where) for day in days), Planned())


def plan_again(where: Where | None, first: date | None = None, last: date | None = None) -> Planned:
    """Bring days that are planned already in line, at once. Days gone by, and those not planned yet, are left alone."""
    until, today = last_planned_day(), timezone.localdate()
    if until is None:
        return Planned()
    first, last = max(first or today, today), min(last or until, until)
    with transaction.atomic():
        plan_one_at_a_time()
        lock_places(places_of(where).filter(day__range=(first, last)).values_list("pk", flat=True))
        return plan_days(first, last, where)


def last_planned_day() -> date | None:
    last: date | None = Place.objects.filter(by_hand=False).aggregate(last=Max("day"))["last"]
    return last


def plan_one_at_a_time() -> None:
    """Until the transaction ends, nobody else plans: whoever read patterns or leave too early would undo the change.

    Taken before any place is locked, so that no two ever wait for each other.
    """
    list(Team.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def plan_day(day: date, where: Where | None = None) -> Planned:
    if is_bank_holiday(day):
        return Planned()
    with transaction.atomic():
        plan_one_at_a_time()
        wanted = wanted_on(day, where)
        places = {key_of(place): place for place in places_of(where).filter(day=day).order_by("pk")}
        missing = without_closed(day, [key for key in wanted if key not in places])
        changed = sum(follow(place, wanted.get(key, 0)) for key, place in places.items())
        short = sum(is_short(place, wanted.get(key, 0)) for key, place in places.items())
        make_places(day, {key: wanted[key] for key in missing})
    return Planned(len(missing), changed, short)


def places_of(where: Where | None) -> QuerySet[Place]:
    return Place.objects.all() if where is None else Place.objects.filter(patch=where[0], trade=where[1])


def key_of(place: Place) -> Key:
    return place.patch_id, place.trade_id, place.window_id


def wanted_on(day: date, where: Where | None) -> dict[Key, int]:
    """The minutes of all teams together, without those who are away."""
    away = leave_on(day)
    wanted: dict[Key, int] = defaultdict(int)
    for row in pattern_of(day.weekday(), where):
        key = row.team.patch_id, row.team.trade_id, row.window_id
        wanted[key] += minutes_left(row, away[row.team_id])
    return wanted


def pattern_of(weekday: int, where: Where | None) -> list[WeeklyCapacity]:
    rows = WeeklyCapacity.objects.filter(weekday=weekday, team__active=True).select_related("team", "window")
    if where is not None:
        rows = rows.filter(team__patch=where[0], team__trade=where[1])
    return [row for row in rows if row.window.runs_on(weekday)]


def leave_on(day: date) -> dict[int, list[Leave]]:
    """By team."""
    away: dict[int, list[Leave]] = defaultdict(list)
    for leave in Leave.objects.filter(first_day__lte=day, last_day__gte=day):
        away[leave.team_id].append(leave)
    return away


def minutes_left(row: WeeklyCapacity, away: Iterable[Leave]) -> int:
    taken = [leave.minutes for leave in away if leave.window_id in {None, row.window_id}]
    return max(0, row.minutes - sum(row.minutes if minutes is None else minutes for minutes in taken))


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
    # Somebody may be adding one of them by hand at the same moment.
    Place.objects.bulk_create(places, batch_size=500, ignore_conflicts=True)


def is_short(place: Place, minutes: int) -> bool:
    return not place.by_hand and minutes < place.used


def follow(place: Place, minutes: int) -> bool:
    if place.by_hand or place.minutes == max(minutes, place.used):
        return False
    extra = Least(F("extra"), above(minutes), output_field=IntegerField())
    following = Place.objects.filter(pk=place.pk, by_hand=False)
    return bool(following.update(minutes=not_below_used(minutes), extra=extra))


def set_by_hand(place_id: int, minutes: int) -> None:
    """Give a place these minutes, or as many as are held or booked by then. Planning leaves them alone from now on."""
    Place.objects.filter(pk=place_id).update(minutes=not_below_used(minutes), by_hand=True)


def above(minutes: int) -> Greatest:
    """How much is taken beyond these minutes."""
    return Greatest(F("held") + F("booked") - minutes, Value(0), output_field=IntegerField())


def not_below_used(minutes: int) -> Greatest:
    return Greatest(Value(minutes), F("held") + F("booked"), output_field=IntegerField())
