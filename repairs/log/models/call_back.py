from django.db import models
from django.utils import timezone

from repairs.log.models.repair import Repair


class CallBack(models.Model):
    """Someone waits for us to ring. Kept from the moment an emergency is known, whether or not they go on."""

    class Reason(models.TextChoices):
        EMERGENCY = "emergency", "Emergency"
        ADDRESS = "address", "Address not in the register"
        TENURE = "tenure", "Not a council tenancy, or it needs checking"
        SHARED_AREA = "shared-area", "Shared area"
        ALERT = "alert", "Ring before a visit"
        NO_SLOT = "no-slot", "No time suits"
        CONTACT = "contact", "Messages reach somebody else"
        CANCELLED = "cancelled", "Asked to cancel, but it may not be safe"
        NEWS = "news", "Something to tell somebody who chose to be rung"
        OTHER = "other", "Other"

    reason = models.CharField(max_length=12, choices=Reason.choices)
    draft = models.UUIDField(unique=True)
    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, null=True, blank=True, related_name="call_back")
    home = models.ForeignKey("homes.Home", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict)
    problem = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    to_tell = models.TextField(blank=True, default="", db_default="", help_text="What to tell them, a line each.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["done_at", "due_at"]
        indexes = [models.Index(fields=["done_at", "due_at"], name="call_back_due")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.problem}"
