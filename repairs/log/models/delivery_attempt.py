from django.db import models
from django.utils import timezone


class DeliveryAttempt(models.Model):
    """One try at delivering a row of the outbox, and how it ended. Rows are added and never changed."""

    class Row(models.TextChoices):
        ORDER = "order", "Works order"
        CHANGE = "change", "Change of a works order"
        MESSAGE = "message", "Message"
        PLANNERS = "planners", "Email to planners"

    class Outcome(models.TextChoices):
        SENT = "sent", "Delivered"
        LATER = "later", "Not taken: to be tried again"
        UNKNOWN = "unknown", "No answer: it may have arrived"
        REFUSED = "refused", "Refused"
        DROPPED = "dropped", "No longer needed"
        FAILED = "failed", "Went wrong here"

    row = models.CharField(max_length=8, choices=Row.choices)
    row_id = models.BigIntegerField()
    number = models.PositiveIntegerField(help_text="1 for the first try.")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["row", "row_id"], name="attempts_of_row"),
            models.Index(fields=["at"], name="attempts_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_row_display()} {self.row_id}, try {self.number}: {self.get_outcome_display()}"
