from django.db import models

from repairs.log.models.repair import Repair


class Appointment(models.Model):
    """When someone comes, as the diary confirmed it.

    `diary_id` is the diary's own name for what is booked, and `slot` for the time.
    """

    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, related_name="appointment")
    diary_id = models.CharField(max_length=64, unique=True)
    slot = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    window = models.CharField(max_length=20)
    starts = models.TimeField()
    ends = models.TimeField()
    version = models.PositiveIntegerField(default=0, help_text="Goes up with every change.")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.day:%d %B %Y} {self.starts:%H:%M} to {self.ends:%H:%M}"
