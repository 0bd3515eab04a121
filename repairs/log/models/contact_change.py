import uuid

from django.db import models
from django.db.models import Q

from repairs.log.models.access_code import MOST_TRIES
from repairs.log.models.repair import Repair


class ContactChange(models.Model):
    """New contact details, until a code that was sent there comes back. Then they are the repair's, and empty here."""

    repair = models.ForeignKey(Repair, on_delete=models.CASCADE, related_name="contact_changes")
    token = models.UUIDField(help_text="Of the page on which they were typed.")
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=254, blank=True)
    tell_by = models.CharField(max_length=5, choices=Repair.TellBy.choices)
    access_version = models.PositiveIntegerField(help_text="Of the repair, before.")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was done, or another took its place.")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="ten_tries_for_a_contact")]
        indexes = [models.Index(fields=["expires_at"], name="contact_change_expires")]

    def __str__(self) -> str:
        return f"Change of contact of {self.repair.reference}"
