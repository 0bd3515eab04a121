import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class DraftLink(models.Model):
    """A link with which a resident goes on with a report that one of us began. The token is nowhere in the database."""

    draft = models.UUIDField(editable=False)
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=5, choices=[("text", "Text message"), ("email", "Email")])
    sent_to = models.CharField(max_length=260, help_text="So much of the contact that its owner knows it.")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When one of us took the report back.")

    class Meta:
        indexes = [
            models.Index(fields=["draft"], name="link_of_draft", condition=Q(ended_at=None)),
            models.Index(fields=["expires_at"], name="draft_link_expires"),
        ]

    def __str__(self) -> str:
        return f"Link to finish a report, sent on {self.made_at:%Y-%m-%d}"
