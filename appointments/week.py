"""A week of the diary at a glance: its windows, day by day, with what is free and what is taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from appointments.models import Closure, Place, Window
from repairs.council.models import Patch, Trade
from repairs.council.working_days import bank_holiday_names

WORKING_DAYS = 5


@dataclass(frozen=True)
class Shown:
    """Whose diary: None stands for all of them."""

    patch: Patch | None
    trade: Trade | None

    @property
    def is_one(self) -> bool:
        return self.patch is not None and self.trade is not None

    def places(self) -> QuerySet[Place]:
        chosen = {"patch": self.patch, "trade": self.trade}
        return Place.objects.filter(**{name: row for name, row in chosen.items() if row})

    def closures(self) -> QuerySet[Closure]:
        found = Closure.objects.select_related("patch", "trade", "window")
        if self.patch:
            found = found.filter(Q(patch=None) | Q(patch=self.patch))
        if self.trade:
            found = found.filter(Q(trade=None) | Q(trade=self.trade))
        return found.order_by("day", "pk")

    def is_wholly(self, closure: Closure) -> bool:
        return closure.patch_id in {None, self.patch and self.patch.pk} and closure.trade_id in {
            None,
            self.trade and self.trade.pk,
        }


@dataclass
class Minutes:
    capacity: int = 0
    booked: int = 0
    held: int = 0
    free: int = 0
    places: int = 0
    closed_places: int = 0
    by_hand: int = 0

    @property
    def is_closed(self) -> bool:
        return self.places > 0 and self.closed_places == self.places

    @property
    def booked_share(self) -> int:
        return self.share(self.booked)

    @property
    def held_share(self) -> int:
        return self.share(self.held)

    def share(self, minutes: int) -> int:
        """Of a bar 100 wide. Whatever is not nothing can be seen."""
        return max(2, 100 * minutes // self.capacity) if minutes and self.capacity else 0

    def __add__(self, other: "Minutes") -> "Minutes":
        return Minutes(*(getattr(self, name) + getattr(other, name) for name in NAMES))


NAMES = ("capacity", "booked", "held", "free", "places", "closed_places", "by_hand")


@dataclass(frozen=True)
class Cell:
    """A window of a day. `place_id` where it is of one place alone."""

    window: Window
    day: "Day"
    minutes: Minutes
    runs: bool
    place_id: int | None = None
    closures: tuple[Closure, ...] = ()
    is_closed: bool = False


@dataclass(frozen=True)
class Day:
    day: date
    today: date
    bank_holiday: str = ""

    @property
    def is_past(self) -> bool:
        return self.day < self.today

    @property
    def is_today(self) -> bool:
        return self.day == self.today


@dataclass(frozen=True)
class Row:
    window: Window
    cells: list[Cell]


@dataclass(frozen=True)
class Week:
    days: list[Day]
    rows: list[Row]
    totals: list[Minutes] = field(default_factory=list)

    @property
    def total(self) -> Minutes:
        return sum(self.totals, Minutes())


def week_of(shown: Shown, monday: date, today: date) -> Week:
    """Three queries, whatever there is."""
    windows = list(Window.objects.all())
    days = days_shown(windows, monday, today)
    span = days[0].day, days[-1].day
    found = minutes_by_cell(shown, span)
    closures = list(shown.closures().filter(day__range=span))
    rows = [Row(window, [cell_of(shown, window, day, found, closures) for day in days]) for window in windows]
    totals = [sum((minutes for (_, when), (minutes, _) in found.items() if when == day.day), Minutes()) for day in days]
    return Week(days, rows, totals)


def days_shown(windows: Iterable[Window], monday: date, today: date) -> list[Day]:
    """Monday to Friday, and on to the last day on which a window runs."""
    last = max((day for window in windows for day in window.weekdays), default=0)
    days = (monday + timedelta(days=count) for count in range(max(WORKING_DAYS, last + 1)))
    return [Day(day, today, bank_holiday_names().get(day, "")) for day in days]


Found = dict[tuple[int, date], tuple[Minutes, int | None]]


def minutes_by_cell(shown: Shown, span: tuple[date, date]) -> Found:
    """By window and day: the minutes, and the place where it is one alone."""
    used = F("held") + F("booked")
    rows = (
        shown.places()
        .filter(day__range=span)
        .order_by()
        .values("window", "day")
        .annotate(
            all_minutes=Sum("minutes"),
            all_booked=Sum("booked"),
            all_held=Sum("held"),
            all_free=Sum(F("minutes") - used, filter=Q(closed=False), default=0),
            places=Count("pk"),
            closed_places=Count("pk", filter=Q(closed=True)),
            set_by_hand=Count("pk", filter=Q(by_hand=True)),
            one=Min("pk"),
        )
    )
    return {
        (row["window"], row["day"]): (
            Minutes(
                capacity=row["all_minutes"],
                booked=row["all_booked"],
                held=row["all_held"],
                free=row["all_free"],
                places=row["places"],
                closed_places=row["closed_places"],
                by_hand=row["set_by_hand"],
            ),
            row["one"] if row["places"] == 1 else None,
        )
        for row in rows
    }


def cell_of(shown: Shown, window: Window, day: Day, found: Found, closures: list[Closure]) -> Cell:
    minutes, place_id = found.get((window.pk, day.day), (Minutes(), None))
    touching = tuple(one for one in closures if one.day == day.day and one.window_id in {None, window.pk})
    runs = window.runs_on(day.day.weekday())
    wholly = runs and any(shown.is_wholly(closure) for closure in touching)
    if day.bank_holiday:
        # Nobody is booked on it, whatever was planned before it was known.
        minutes.free = 0
    return Cell(window, day, minutes, runs, place_id, touching, is_closed=wholly or minutes.is_closed)
