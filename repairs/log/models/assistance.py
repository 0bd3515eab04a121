from django.conf import settings
from django.db import models

from repairs.log.channels import CHANNELS, RELATIONS
from repairs.log.models.repair import Repair


class Assistance(models.Model):
    """How a repair was reported with the help of the contact centre. There is none where a resident did it alone."""

    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, related_name="assistance")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=list(CHANNELS.items()))
    relation = models.CharField(max_length=16, choices=list(RELATIONS.items()), verbose_name="who asked")
    caller_name = models.CharField(max_length=100, blank=True, help_text="Empty where it was the resident.")
    caller_phone = models.CharField(max_length=30, blank=True)
    may_contact = models.BooleanField(default=True, help_text="The resident agrees that we write to them or ring.")

    class Meta:
        verbose_name_plural = "assistance"
        indexes = [models.Index(fields=["caller_phone"], name="assistance_by_phone")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.get_relation_display().lower()}"
