"""What a row needs to be delivered from: the table is the truth, and a queue only a nudge."""

from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import Expression, Q
from django.db.models.functions import Now
from django.utils import timezone

# Few rows of a table that only grows: what counts them reads no more than these.
UNDELIVERED = Q(state__in=["waiting", "needs-person"])
SEEN_AFTER = timedelta(hours=1)


Moment = datetime | Expression
"""A time, or what stands for it in a statement that is kept."""

Row = TypeVar("Row", bound="OutboxRow", covariant=True)


class OutboxQuerySet(models.QuerySet[Row]):
    def due(self, now: Moment) -> Self:
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.filter(free, state=OutboxRow.State.WAITING, due_at__lte=now)

    def ready(self, now: Moment) -> Self:
        """What is due and nothing else holds up."""
        return self.due(now)

    def seen_by_people(self, now: datetime) -> Self:
        """What needs a person, and what has been tried in vain for so long that a person should know."""
        late = Q(state=OutboxRow.State.WAITING, wanted_at__lte=now - SEEN_AFTER)
        return self.filter(late | Q(state=OutboxRow.State.NEEDS_PERSON))


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
    tried_anew_at = models.DateTimeField(
        null=True, blank=True, help_text="When a person had it tried again: another week of tries begins then."
    )
    tries_before = models.PositiveIntegerField(default=0, db_default=0, help_text="How many attempts came before that.")
    last_problem = models.CharField(max_length=300, blank=True)
    outcome_unknown = models.BooleanField(
        default=False, db_default=False, help_text="No answer came to an attempt that may have arrived."
    )
    given_up_because = models.CharField(max_length=300, blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
