from django.conf import settings
from django.db import models
from django.utils import timezone


class Upload(models.Model):
    """A CSV file whose changes someone is looking at. It is kept, so that what they agree to is what they saw."""

    table = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    content = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.name
