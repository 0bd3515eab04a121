import uuid

from django.db import models

from repairs.log.models.repair import Repair


class RepairLink(models.Model):
    """A link to a repair for whoever holds it. The token itself is nowhere in the database."""

    repair = models.ForeignKey(Repair, on_delete=models.CASCADE, related_name="links")
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    opens_all_of = models.CharField(
        max_length=5,
        blank=True,
        default="",
        db_default="",
        choices=[("text", "Its phone"), ("email", "Its email")],
        help_text="Empty for a link to this repair. Otherwise it opens all repairs with the same contact.",
    )
    access_version = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Of the repair when it was made. It opens nothing of another."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Link to {self.repair.reference}"
