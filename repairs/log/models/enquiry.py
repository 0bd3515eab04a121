"""What a resident asks of a repair that they have reported, and what they are answered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from repairs.log.models.repair import Repair


class Enquiry(models.Model):
    """Answered by a person, by a time that the resident is shown. One of a kind is open for a repair at a time."""

    class Kind(models.TextChoices):
        UPDATE = "update", "Needs an update"
        NO_ONE_CAME = "no-one-came", "No one came"
        WORSE = "worse", "It has got worse"
        NOT_FIXED = "not-fixed", "It is not fixed"
        OTHER_CONTRACTOR = "other-contractor", "Asks for another contractor"
        COMPLAINT = "complaint", "Complaint"

    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, related_name="enquiries")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.TextField(blank=True, help_text="As they typed them.")
    detail = models.JSONField(default=dict, help_text="What else was known when it was asked.")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(help_text="By when the resident was told that we answer.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(blank=True, help_text="The resident reads this. They do not see who wrote it.")
    answered_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "enquiries"
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["answered_at", "due_at"], name="enquiry_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["repair", "kind"], condition=Q(answered_at__isnull=True), name="one_open_enquiry_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.repair.reference}"


class Complaints(models.Manager["Complaint"]):
    def get_queryset(self) -> models.QuerySet["Complaint"]:
        return super().get_queryset().filter(kind=Enquiry.Kind.COMPLAINT)


class Complaint(Enquiry):
    """Has a list of its own, and the times of the Complaint Handling Code."""

    objects: ClassVar[models.Manager["Complaint"]] = Complaints()

    class Meta:
        proxy = True
