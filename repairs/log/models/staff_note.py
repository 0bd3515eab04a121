import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from repairs.log.models.repair import Repair


class StaffNote(models.Model):
    """What staff tell each other of a repair. Residents never see it, and the HMS is never sent it.

    Rows are added and never changed. Whoever asks for what is held of them gets it: see docs/personal-data.md.
    """

    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, db_index=False, related_name="staff_notes")
    words = models.TextField()
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    token = models.UUIDField(default=uuid.uuid4, editable=False, help_text="Of the page that it was written on.")

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        permissions = [("write_staffnote", "Can write internal notes")]
        constraints = [models.UniqueConstraint(fields=["repair", "token"], name="one_note_of_a_page")]

    def __str__(self) -> str:
        return f"Note of {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ValueError("A note is never changed.")
        super().save(*args, **kwargs)
