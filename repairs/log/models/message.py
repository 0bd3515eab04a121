"""What the resident is told."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models

from repairs.log.models.outbox_row import OutboxQuerySet, OutboxRow
from repairs.log.models.repair import Repair


class MessageQuerySet(OutboxQuerySet["Message"]):
    def ready(self, now: datetime) -> Self:
        """What is due and may be said."""
        return self.due(now).filter(waits_for_order=False)


class Message(OutboxRow):
    """A text or an email about a repair: at most one of a kind, for each version of the appointment."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "We have your report"
        BOOKED = "booked", "Appointment booked"
        MOVED = "moved", "Appointment moved"
        CANCELLED = "cancelled", "Cancelled"
        EMERGENCY = "emergency", "Emergency logged"

    class Channel(models.TextChoices):
        TEXT = "text", "Text message"
        EMAIL = "email", "Email"

    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    version = models.PositiveIntegerField(default=0, help_text="Which version of the appointment it speaks of.")
    waits_for_order = models.BooleanField(default=False, help_text="Not sent before the HMS has the works order.")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gateway_id = models.CharField(max_length=60, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="message_due")]
        constraints = [
            models.UniqueConstraint(fields=["repair", "kind", "channel", "version"], name="one_message_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.repair.reference}"
