from django.db import models
from django.utils import timezone


class Round(models.Model):
    """One time that all was gone through and forgotten that is no longer kept."""

    began_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True, help_text="Empty while it is going on.")
    step = models.CharField(max_length=30, blank=True, help_text="Where to go on.")
    forgotten = models.JSONField(default=dict, help_text="How many of each.")

    class Meta:
        ordering = ["-began_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M}"
