"""What we hold or have booked at another scheduler. Ours says what should be there, and is made true there."""

import uuid
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from appointments.scheduler import Times, Visit

LEASE = timedelta(seconds=60)


class SchedulerBookingQuerySet(models.QuerySet["SchedulerBooking"]):
    def to_be_booked(self) -> Self:
        return self.filter(Q(state=SchedulerBooking.State.BOOKED), ~Q(there=SchedulerBooking.There.BOOKED))

    def to_be_freed(self) -> Self:
        return self.filter(Q(state__in=NOT_WANTED), ~Q(there=SchedulerBooking.There.NOTHING))

    def due(self, now: datetime) -> Self:
        """What the scheduler can be told of now. When the day is over there is nobody left to tell."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.filter(free, due_at__lte=now, day__gte=now.date() - timedelta(days=1))

    def to_be_checked(self, before: datetime, today: date) -> Self:
        """What is booked there and still to come, and was last looked up before that moment."""
        unseen = Q(checked_at__isnull=True) | Q(checked_at__lte=before)
        booked = {"state": SchedulerBooking.State.BOOKED, "there": SchedulerBooking.There.BOOKED}
        return self.filter(unseen, day__gte=today, **booked)

    def in_the_way(self, times: Times, visit: Visit, now: datetime) -> Self:
        """What may still take room there for nobody: what was given up, and holds that ran out."""
        ran_out = Q(state=SchedulerBooking.State.HELD, held_until__lte=now)
        overlapping = self.filter(day=times.day, starts__lt=times.ends, ends__gt=times.starts)
        return overlapping.filter(ran_out | Q(state__in=NOT_WANTED), patch=visit.patch, trade=visit.trade).exclude(
            there=SchedulerBooking.There.NOTHING
        )


class SchedulerBooking(models.Model):
    """One booking. `state` is what we have decided, `there` is what the scheduler last said it has."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        HELD = "held", "Held"
        BOOKED = "booked", "Booked"
        LAPSED = "lapsed", "Lapsed: the hold ran out"
        RELEASED = "released", "Released"
        CANCELLED = "cancelled", "Cancelled, or moved to another time"

    class There(models.TextChoices):
        UNKNOWN = "unknown", "Not known"
        NOTHING = "nothing", "Nothing"
        HELD = "held", "Held"
        BOOKED = "booked", "Booked"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False, help_text="As the scheduler knows it.")
    holder = models.CharField(max_length=64, help_text="Whoever took it, in the caller's own terms.")
    patch = models.CharField(max_length=40)
    trade = models.CharField(max_length=40)
    minutes = models.PositiveIntegerField(help_text="With travel.")
    day = models.DateField()
    window = models.CharField(max_length=20)
    starts = models.TimeField()
    ends = models.TimeField()
    visit_shared = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sharing",
        help_text="The booking that has the travel for both. Empty for one with travel of its own.",
    )
    home = models.CharField("UPRN", max_length=12, blank=True)
    work = models.TextField(blank=True)

    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    there = models.CharField("at the scheduler", max_length=7, choices=There.choices, default=There.UNKNOWN)
    held_until = models.DateTimeField()
    created_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True, blank=True)

    checked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the scheduler last said that it still has it as it is here."
    )
    due_at = models.DateTimeField(help_text="When the scheduler is told next, if there is something to tell.")
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_problem = models.CharField(max_length=300, blank=True)
    needs_person = models.BooleanField("needs a person", default=False)

    objects = SchedulerBookingQuerySet.as_manager()

    class Meta:
        app_label = "appointments"
        verbose_name = "booking at the scheduler"
        verbose_name_plural = "bookings at the scheduler"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["holder"], name="scheduler_holder"),
            models.Index(
                fields=["checked_at"], condition=Q(state="booked", there="booked"), name="scheduler_to_be_checked"
            ),
            models.Index(fields=["patch", "trade", "day"], name="scheduler_day"),
            models.Index(
                fields=["due_at"],
                condition=Q(state="booked") & ~Q(there="booked")
                | Q(state__in=["lapsed", "released", "cancelled"]) & ~Q(there="nothing"),
                name="scheduler_to_be_told",
            ),
            models.Index(fields=["held_until"], condition=Q(state__in=["asked", "held"]), name="scheduler_hold_by_end"),
            models.Index(fields=["day"], condition=~Q(home="", work=""), name="scheduler_with_home"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["holder"], condition=Q(state="held"), name="scheduler_one_hold_a_holder"),
            models.UniqueConstraint(
                fields=["holder", "patch", "trade", "minutes", "day", "window", "starts", "ends"],
                condition=Q(state="asked"),
                name="scheduler_asked_once",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="scheduler_booking_takes_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d %B %Y} {self.window} {self.patch} {self.trade}"

    @property
    def is_to_be_told(self) -> bool:
        if self.state == State.BOOKED:
            return self.there != SchedulerBooking.There.BOOKED
        return self.state in NOT_WANTED and self.there != SchedulerBooking.There.NOTHING

    @property
    def times(self) -> Times:
        return Times(self.day, self.window, self.starts, self.ends)

    @property
    def visit(self) -> Visit:
        return Visit(self.patch, self.trade, self.minutes)


State = SchedulerBooking.State
NOT_WANTED = [State.LAPSED, State.RELEASED, State.CANCELLED]
