"""What the HMS says of a job, as it came: rows are added and never changed."""

from django.db import models
from django.utils import timezone


class JobState(models.TextChoices):
    SCHEDULED = "scheduled", "Planned"
    ASSIGNED = "assigned", "Given to someone"
    ON_THE_WAY = "on-the-way", "On the way"
    STARTED = "started", "Begun"
    NO_ACCESS = "no-access", "Could not get in"
    FOLLOW_ON = "follow-on", "More work needed"
    DELAYED = "delayed", "Delayed"
    COMPLETED = "completed", "Finished"
    CANCELLED = "cancelled", "Cancelled by the contractor"


class JobUpdate(models.Model):
    """`key` is the HMS's own name for the update: the same one twice is one row."""

    class CameBy(models.TextChoices):
        WEBHOOK = "webhook", "Told by the HMS"
        POLL = "poll", "Asked for"

    order = models.ForeignKey("log.WorksOrder", on_delete=models.PROTECT, related_name="job_updates")
    key = models.CharField(max_length=100, unique=True)
    state = models.CharField(
        max_length=20, choices=JobState.choices, blank=True, help_text="Empty for what means nothing to a resident."
    )
    code = models.CharField(max_length=80, blank=True, default="", db_default="", help_text="In the HMS's own words.")
    sequence = models.BigIntegerField(default=0, db_default=0, help_text="Of one order, the larger is the later.")
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    came_by = models.CharField(max_length=8, choices=CameBy.choices)
    detail = models.JSONField(default=dict, help_text="Such as who comes and when they should arrive.")

    class Meta:
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()} at {self.happened_at:%Y-%m-%d %H:%M}"
