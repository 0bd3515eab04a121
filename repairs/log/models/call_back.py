from django.conf import settings
from django.db import models
from django.db.models.functions import Now
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
        UNDELIVERED = "undelivered", "A message reached nobody"
        OTHER = "other", "Other"

    class Ending(models.TextChoices):
        """The first three come about by themselves."""

        REPAIR = "repair", "Reported with an agent"
        ONLINE = "online", "Reported online after all"
        CANCELLED = "cancelled", "The resident cancelled the repair"
        SOLVED = "solved", "Rang them and settled it"
        DUPLICATE = "duplicate", "The same as another"
        NOT_OURS = "not-ours", "Not ours to do"
        NOT_REACHED = "not-reached", "Could not reach them"
        WRONG_NUMBER = "wrong-number", "Wrong number"
        OTHER = "other", "Something else"

    reason = models.CharField(max_length=12, choices=Reason.choices)
    draft = models.UUIDField(unique=True)
    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, null=True, blank=True, related_name="call_back")
    home = models.ForeignKey("homes.Home", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict)
    problem = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(
        db_default=Now(), help_text="When it came into the list, for the reason that it has now."
    )
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    to_tell = models.TextField(blank=True, default="", db_default="", help_text="What to tell them, a line each.")
    note = models.TextField(blank=True, help_text="Written before notes were kept one by one.")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="How often nobody answered.")
    ended_as = models.CharField(max_length=12, choices=Ending.choices, blank=True, default="", db_default="")
    begun_as = models.UUIDField(null=True, blank=True, unique=True, help_text="The report that an agent began from it.")
    led_to = models.ForeignKey(Repair, on_delete=models.PROTECT, null=True, blank=True, related_name="came_from_calls")

    class Meta:
        ordering = ["done_at", "due_at"]
        indexes = [models.Index(fields=["done_at", "due_at"], name="call_back_due")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.problem}"

    @property
    def is_emergency(self) -> bool:
        return self.reason == self.Reason.EMERGENCY
