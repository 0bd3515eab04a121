from django.conf import settings
from django.db import models
from django.utils import timezone

from repairs.log.models.repair import Repair


class LegalHold(models.Model):
    """While it lasts nothing of the repair is forgotten or erased, as when there is a claim about it."""

    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, related_name="legal_holds")
    reason = models.CharField(max_length=200, help_text="Why it is kept, such as the number of the claim. No names.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="who"
    )
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Empty while it lasts.")

    class Meta:
        ordering = ["-began_at"]
        default_permissions = ["view"]
        permissions = [("hold_legalhold", "Can keep a repair from being forgotten, and end that")]
        constraints = [
            models.UniqueConstraint(
                fields=["repair"], condition=models.Q(ended_at__isnull=True), name="one_open_hold_of_a_repair"
            )
        ]

    def __str__(self) -> str:
        return f"Legal hold on {self.repair.reference}"
