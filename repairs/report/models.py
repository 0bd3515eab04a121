"""A report that someone is still writing."""

import uuid

from django.db import models
from django.utils import timezone

from repairs.report.answers import Answers


class Draft(models.Model):
    """Answers so far, and the published tree that they answer. Who may open it is in a signed cookie."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tree = models.ForeignKey("diagnosis.PublishedTree", on_delete=models.PROTECT, related_name="+")
    given = models.JSONField(default=dict)
    hold = models.CharField(max_length=64, blank=True, help_text="The diary's name for the time that is held.")
    repair = models.ForeignKey("log.Repair", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["updated_at"], name="draft_updated")]

    def __str__(self) -> str:
        return f"Draft {self.pk}"

    @property
    def answers(self) -> Answers:
        return Answers.model_validate(self.given)

    @answers.setter
    def answers(self, answers: Answers) -> None:
        self.given = answers.model_dump(mode="json", exclude_defaults=True)
