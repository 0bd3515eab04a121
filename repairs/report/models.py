"""A report that someone is still writing."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from repairs.log.channels import CHANNELS
from repairs.report.answers import Answers


class Draft(models.Model):
    """Answers so far, and the published tree that they answer. Who may open it is in a signed cookie, or its agent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tree = models.ForeignKey("diagnosis.PublishedTree", on_delete=models.PROTECT, related_name="+")
    given = models.JSONField(default=dict)
    hold = models.CharField(max_length=64, blank=True, help_text="The diary's name for the time that is held.")
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="Who of the contact centre writes it with the resident.",
    )
    channel = models.CharField(max_length=12, choices=list(CHANNELS.items()), blank=True, db_default="", default="")
    taken_at = models.DateTimeField(null=True, help_text="When one of us took it over from the resident.")
    with_resident = models.BooleanField(
        default=False, db_default=False, help_text="Whoever of us had it has handed it to the resident."
    )
    given_up_at = models.DateTimeField(null=True, help_text="When its agent ended the call without a report.")
    repair = models.ForeignKey("log.Repair", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [
            models.Index(fields=["updated_at"], name="draft_updated"),
            models.Index(
                fields=["agent", "-updated_at"], name="draft_of_agent", condition=models.Q(agent__isnull=False)
            ),
        ]
        permissions = [("assist_draft", "Can report for residents")]

    def __str__(self) -> str:
        return f"Draft {self.pk}"

    @property
    def is_residents(self) -> bool:
        """Whether the resident's own browser answers, and not one of us."""
        return self.agent_id is None or self.with_resident

    @property
    def answers(self) -> Answers:
        return Answers.model_validate(self.given)

    @answers.setter
    def answers(self, answers: Answers) -> None:
        self.given = answers.model_dump(mode="json", exclude_defaults=True)
