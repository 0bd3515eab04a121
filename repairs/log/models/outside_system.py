from django.db import models


class OutsideSystem(models.Model):
    """How the last calls to an outside system went, known to every process.

    While `closed_until` lies ahead nothing is sent there: a dead system is not hammered.
    """

    class Name(models.TextChoices):
        HMS = "hms", "Housing management system"
        MESSAGES = "messages", "Message gateway"

    name = models.CharField(max_length=12, choices=Name.choices, unique=True)
    failures = models.PositiveIntegerField(default=0, help_text="In a row.")
    closed_until = models.DateTimeField(null=True, blank=True)
    paced_until = models.DateTimeField(
        null=True, blank=True, help_text="All that may be sent up to this moment has been given out."
    )
    last_success_at = models.DateTimeField(null=True, blank=True)
    last_failure_at = models.DateTimeField(null=True, blank=True)
    heard_until = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="What to ask with for what is new there."
    )
    barred_by = models.CharField(
        max_length=20, blank=True, default="", db_default="", help_text="What keeps every message from going."
    )
    barred_since = models.DateTimeField(null=True, blank=True)
    last_problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.get_name_display()
