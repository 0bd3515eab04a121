"""What a row needs to be delivered from: the table is the truth, and a queue only a nudge."""

from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

# Few rows of a table that only grows: what counts them reads no more than these.
UNDELIVERED = Q(state__in=["waiting", "needs-person"])
LEASE = timedelta(seconds=60)


Row = TypeVar("Row", bound="OutboxRow", covariant=True)


class OutboxQuerySet(models.QuerySet[Row]):
    def due(self, now: datetime) -> Self:
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.filter(free, state=OutboxRow.State.WAITING, due_at__lte=now)

    def claim(self, pk: int, now: datetime) -> bool:
        """Takes a row for one worker: an UPDATE that only one of several can win."""
        return self.due(now).filter(pk=pk).update(lease_until=now + LEASE, attempts=F("attempts") + 1) == 1


class OutboxRow(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        NEEDS_PERSON = "needs-person", "Needs a person"
        DROPPED = "dropped", "No longer needed"
        GIVEN_UP = "given-up", "Given up"

    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    wanted_at = models.DateTimeField(
        default=timezone.now, db_default=Now(), help_text="When it first fell due. How late it is counts from here."
    )
    due_at = models.DateTimeField(default=timezone.now, help_text="When it is tried next.")
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_problem = models.CharField(max_length=300, blank=True)
    outcome_unknown = models.BooleanField(
        default=False, db_default=False, help_text="No answer came to an attempt that may have arrived."
    )
    given_up_because = models.CharField(max_length=300, blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def mark_sent(self, **fields: Any) -> bool:
        return self._settle(state=self.State.SENT, sent_at=timezone.now(), last_problem="", **fields)

    def mark_for_person(self, problem: str) -> bool:
        return self._settle(state=self.State.NEEDS_PERSON, last_problem=problem[:300])

    def try_later(self, problem: str, at_least: int | None = None) -> bool:
        """Waits longer after each attempt, and `at_least` so many seconds where we were told so.

        Gives the row to a person when the time for trying is over.
        """
        if timezone.now() - self.created_at > timedelta(days=settings.OUTBOX_TRY_FOR_DAYS):
            return self.mark_for_person(problem)
        waits: list[int] = settings.OUTBOX_RETRY_SECONDS
        wait = max(waits[min(max(self.attempts, 1), len(waits)) - 1], at_least or 0)
        return self._settle(due_at=timezone.now() + timedelta(seconds=wait), last_problem=problem[:300])

    def _settle(self, **fields: Any) -> bool:
        """Writes how this attempt ended. False, and nothing is written, where the lease ran out and another began."""
        fields["lease_until"] = None
        if not type(self)._default_manager.filter(pk=self.pk, attempts=self.attempts).update(**fields):
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        return True
