import uuid

from django.db import models

from repairs.log.models.repair import Repair


class RepairLink(models.Model):
    """A link to a repair for whoever holds it. The token itself is nowhere in the database."""

    repair = models.ForeignKey(Repair, on_delete=models.CASCADE, related_name="links")
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Link to {self.repair.reference}"
