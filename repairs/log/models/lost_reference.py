from django.db import models
from django.utils import timezone


class LostReference(models.Model):
    """Somebody asked for the references of their repairs. It waits here until a worker has looked whether we know them.

    The page that they ask on does the same for everyone, and takes as long.
    """

    contact = models.CharField(max_length=254, help_text="As repairs keep it.")
    channel = models.CharField(max_length=5, choices=[("text", "Text message"), ("email", "Email")])
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"References to send by {self.channel}"
