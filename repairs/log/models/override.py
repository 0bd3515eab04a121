"""What staff decided otherwise than the rules, and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from repairs.log.models.repair import Repair


class Override(models.Model):
    """Rows are added and never changed. Residents see none of it."""

    class Kind(models.TextChoices):
        UP = "priority-up", "Priority up"
        DOWN = "priority-down", "Priority down"
        TIME = "other-time", "Time outside those offered"
        ANYWAY = "book-anyway", "Booked anyway"

    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, related_name="overrides")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    before = models.CharField(max_length=100, blank=True, help_text="What the rules said, or held until then.")
    after = models.CharField(max_length=100)
    extra_minutes = models.PositiveIntegerField(default=0, help_text="Added to the diary so that it could be booked.")
    reason = models.ForeignKey("council.OverrideReason", on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=100, help_text="The reason as it read at the time.")
    words = models.TextField(blank=True, help_text="What whoever decided it typed besides.")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=100, blank=True, help_text="Of theirs at the time.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at"], name="override_at")]
        permissions = [
            ("override_priority_up", "Can make a repair more urgent than the rules say"),
            ("override_priority_down", "Can make a repair less urgent than the rules say"),
            ("undo_emergency", "Can take back an emergency that staff made by mistake"),
            ("override_times", "Can book times outside those offered"),
            ("override_checks", "Can book where we ring first, or would check who repairs"),
            ("override_capacity", "Can book where there is no room, within the minutes of their role"),
            ("review_overrides", "Can see what staff decided otherwise"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.repair.reference}"


class QualityExport(models.Model):
    """Who took a file for quality checks, and what was in it. Rows are added, and finished with the number of lines."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    first = models.DateField()
    last = models.DateField()
    sample = models.PositiveIntegerField(null=True, help_text="Repairs of each person. Empty for all.")
    repairs = models.PositiveIntegerField(null=True, help_text="How many there were.")

    class Meta:
        ordering = ["-at", "-pk"]
        permissions = [("export_quality", "Can take files for quality checks")]

    def __str__(self) -> str:
        return f"{self.first:%d %B %Y} to {self.last:%d %B %Y}"
