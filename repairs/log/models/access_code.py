import uuid

from django.db import models
from django.db.models import Q

from repairs.log.models.repair import Repair

MOST_TRIES = 10


class AccessCode(models.Model):
    """A code that was asked for to get in to a repair. The six digits are nowhere in the database."""

    repair = models.ForeignKey(Repair, on_delete=models.CASCADE, related_name="codes")
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was used, or another took its place.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="ten_tries_for_a_code")]
        indexes = [models.Index(fields=["expires_at"], name="code_expires")]

    def __str__(self) -> str:
        return f"Code for {self.repair.reference}"
