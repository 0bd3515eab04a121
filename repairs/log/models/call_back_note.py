import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from repairs.log.channels import CHANNELS
from repairs.log.helping import channel_of_help
from repairs.log.models.call_back import CallBack


class CallBackNote(models.Model):
    """What somebody of the staff did about a call back, or wrote down. Rows are added and never changed.

    `key` comes with the page that they sent: the same page sent again adds nothing.
    """

    class Did(models.TextChoices):
        TOOK = "took", "Took it"
        GAVE_BACK = "gave-back", "Gave it back"
        TOOK_OVER = "took-over", "Took it over"
        WROTE = "wrote", "Note"
        NO_ANSWER = "no-answer", "No answer"
        BEGAN_REPORT = "began-report", "Began a report"
        ENDED = "ended", "Closed it"

    call_back = models.ForeignKey(CallBack, on_delete=models.CASCADE, related_name="notes")
    did = models.CharField(max_length=12, choices=Did.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    channel = models.CharField(
        max_length=12, choices=list(CHANNELS.items()), blank=True, default=channel_of_help, db_default=""
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_did_display()} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ValueError("A note is never changed.")
        super().save(*args, **kwargs)
