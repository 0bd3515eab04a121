from django.db import models
from django.utils import timezone

from repairs.log.models.repair import Repair


class Addition(models.Model):
    """Words and photos that were added to a repair after it was reported. Rows are added and never changed."""

    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, related_name="additions")
    token = models.UUIDField(help_text="Of the page on which they were added.")
    words = models.TextField(blank=True, help_text="As they typed them.")
    photos = models.JSONField(default=list, help_text="The ids of the photos, which are in the album of the repair.")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["repair", "token"], name="one_addition_of_a_page")]

    def __str__(self) -> str:
        return f"Added to {self.repair.reference}"
