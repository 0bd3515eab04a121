"""The council's own diary: when trades work in a patch, and how many of those minutes are taken."""

import uuid
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from appointments.scheduler.models import SchedulerBooking as SchedulerBooking
from repairs.council.models import OpeningHours, Patch, Trade

Weekday = OpeningHours.Weekday

# More than anyone plans for one window, and few enough to be added up.
MOST_MINUTES = 99_999


def check_weekdays(chosen: object) -> None:
    if not isinstance(chosen, list) or not chosen or set(chosen) - set(Weekday.values):
        raise ValidationError("Choose at least one day of the week.")


def check_runs_on(window: "Window", weekday: int) -> None:
    if not window.runs_on(weekday):
        raise ValidationError(f"{window.name} does not run on a {Weekday(weekday).label}.")


class Window(models.Model):
    """A part of a day in which somebody comes. Residents see its hours, not its name."""

    code = models.CharField(max_length=12, unique=True, help_text="As other systems know it, for example AM.")
    name = models.CharField(max_length=40, help_text="As staff know it, for example Morning.")
    starts = models.TimeField()
    ends = models.TimeField()
    order = models.PositiveSmallIntegerField(default=0, help_text="Settles which of two that start together is first.")
    weekdays = models.JSONField(default=list, validators=[check_weekdays])

    class Meta:
        ordering = ["starts", "order"]
        constraints = [models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="window_starts_before_it_ends")]

    def __str__(self) -> str:
        return f"{self.name}, {self.starts:%H:%M} to {self.ends:%H:%M}"

    def runs_on(self, weekday: int) -> bool:
        return weekday in self.weekdays


class Team(models.Model):
    """People of one trade who work in one patch."""

    name = models.CharField(max_length=110, help_text="As staff know it, for example Plumbers, North.")
    patch = models.ForeignKey(Patch, on_delete=models.PROTECT)
    trade = models.ForeignKey(Trade, on_delete=models.PROTECT)
    active = models.BooleanField(default=True, help_text="Nothing is planned for a team that is not active.")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["patch", "trade", "name"], name="one_team_of_a_name")]

    def __str__(self) -> str:
        return self.name


class WeeklyCapacity(models.Model):
    """The working pattern of a team, from which the diary is planned."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="pattern")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="patterns")
    minutes = models.PositiveIntegerField(
        validators=[MaxValueValidator(MOST_MINUTES)],
        help_text="Of work and travel together, for everyone who works then.",
    )

    class Meta:
        ordering = ["team", "weekday", "window"]
        verbose_name = "working pattern"
        verbose_name_plural = "working pattern"
        constraints = [
            models.UniqueConstraint(
                fields=["team", "weekday", "window"],
                name="one_capacity_a_week",
                violation_error_message="This team works in that window on that day already.",
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="capacity_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.get_weekday_display()}, {self.window.name}"

    def clean(self) -> None:
        if hasattr(self, "window") and self.weekday is not None:
            check_runs_on(self.window, self.weekday)


class Leave(models.Model):
    """Days on which a team has fewer minutes than its pattern says."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="leave")
    first_day = models.DateField()
    last_day = models.DateField(help_text="The same as the first for one day.")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, null=True, blank=True, help_text="Empty for all.")
    minutes = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
        help_text="Taken off each window on each of these days. Empty when the whole team is away.",
    )
    reason = models.CharField(max_length=100, help_text="For staff only, for example annual leave.")

    class Meta:
        ordering = ["-first_day", "team"]
        verbose_name_plural = "leave"
        indexes = [models.Index(fields=["last_day", "first_day"], name="leave_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="leave_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        until = "" if self.first_day == self.last_day else f" to {self.last_day:%d %B %Y}"
        return f"{self.team}: {self.first_day:%d %B %Y}{until}"

    def clean(self) -> None:
        first, last = self.first_day, self.last_day
        if isinstance(first, date) and isinstance(last, date) and last < first:
            raise ValidationError({"last_day": "The last day must be the first day or after it."})


class Closure(models.Model):
    """A day on which nobody comes: everyone, or one patch, trade or window."""

    day = models.DateField(db_index=True)
    patch = models.ForeignKey(Patch, on_delete=models.CASCADE, null=True, blank=True, help_text="Empty for all.")
    trade = models.ForeignKey(Trade, on_delete=models.CASCADE, null=True, blank=True, help_text="Empty for all.")
    window = models.ForeignKey(Window, on_delete=models.CASCADE, null=True, blank=True, help_text="Empty for all.")
    reason = models.CharField(max_length=100, help_text="For staff only, for example team training.")

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d %B %Y}: {self.reason}"

    @property
    def covered(self) -> str:
        """Whom it closes the day for, in words."""
        named = [row.name for row in (self.patch, self.trade, self.window) if row]
        return ", ".join(named) or "everyone"

    def covers(self) -> Q:
        """The places of its day that it closes."""
        chosen = {"patch": self.patch_id, "trade": self.trade_id, "window": self.window_id}
        return Q(**{f"{name}_id": pk for name, pk in chosen.items() if pk is not None})


class Place(models.Model):
    """The minutes of a trade in a patch in one window of one day.

    Changed only by guarded UPDATEs (`room`, `plan`, `closures`): saving one whole would undo what others have taken.
    """

    patch = models.ForeignKey(Patch, on_delete=models.PROTECT)
    trade = models.ForeignKey(Trade, on_delete=models.PROTECT)
    window = models.ForeignKey(Window, on_delete=models.PROTECT)
    day = models.DateField(db_index=True)
    minutes = models.PositiveIntegerField(validators=[MaxValueValidator(MOST_MINUTES)])
    held = models.PositiveIntegerField(default=0, editable=False)
    booked = models.PositiveIntegerField(default=0, editable=False)
    closed = models.BooleanField(default=False, editable=False)
    extra = models.PositiveIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text="How many of the minutes were added so that somebody could be booked anyway.",
    )
    by_hand = models.BooleanField(
        "set by hand", default=False, help_text="Planning the diary again leaves these minutes as they are."
    )

    class Meta:
        ordering = ["day", "patch", "trade", "window"]
        constraints = [
            models.UniqueConstraint(fields=["patch", "trade", "day", "window"], name="one_place"),
            models.CheckConstraint(condition=Q(held__gte=0, booked__gte=0), name="place_minutes_not_negative"),
            models.CheckConstraint(condition=Q(minutes__gte=F("held") + F("booked")), name="place_not_oversold"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d %B %Y} {self.window.code} {self.patch} {self.trade.code}"

    def clean(self) -> None:
        if hasattr(self, "window") and isinstance(self.day, date):
            check_runs_on(self.window, self.day.weekday())

    @property
    def used(self) -> int:
        return self.held + self.booked

    @property
    def free(self) -> int:
        return self.minutes - self.used


class Booking(models.Model):
    """Minutes that somebody has taken: held for a while, then booked, or free again."""

    class State(models.TextChoices):
        HELD = "held", "Held"
        BOOKED = "booked", "Booked"
        LAPSED = "lapsed", "Lapsed: the hold ran out"
        RELEASED = "released", "Released"
        CANCELLED = "cancelled", "Cancelled, or moved to another time"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="bookings")
    minutes = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.HELD)
    holder = models.CharField(max_length=64, help_text="Whoever took it, in the caller's own terms.")
    visit = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sharing",
        help_text="The booking that has the travel for both. Empty for one with travel of its own.",
    )
    held_until = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0, help_text="Goes up with each change that a calendar must follow.")
    created_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["held_until"], condition=Q(state="held"), name="hold_by_end"),
            models.Index(fields=["holder"], name="booking_by_holder"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["holder"], condition=Q(state="held"), name="one_hold_a_holder"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="booking_takes_minutes"),
            models.CheckConstraint(condition=~Q(holder=""), name="booking_has_a_holder"),
            models.CheckConstraint(
                condition=Q(state__in=["held", "booked", "lapsed", "released", "cancelled"]), name="booking_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="booked") | Q(booked_at__isnull=False), name="booked_has_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.minutes} minutes"
